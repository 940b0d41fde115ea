-- In the order in which readers take them, so that nobody waits in a circle. Readers wait from here to the commit.
lock table minato.history_slots, minato.history in access exclusive mode
