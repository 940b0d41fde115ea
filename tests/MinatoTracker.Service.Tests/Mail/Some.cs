using MinatoTracker.Service.Mail;

namespace MinatoTracker.Service.Tests.Mail;

internal static class Some
{
    public static OutgoingMail Mail => new(
        "reminder-1@minato.example",
        new(2020, 9, 1, 8, 30, 0, TimeSpan.FromHours(9)),
        new("区運営方針 進捗管理", "tracker@minato.example"),
        new("港 はるか", "haruka@minato.example"),
        "【運営方針】中間振り返りの報告のお願い（締切 令和2年9月15日（火）・あと10営業日・未報告2件）",
        "一行目\n.\n..二つの点\n長い行" + new string('長', 300) + "\n",
        "<p>本文 &amp; 𠮷野家 👨‍👩‍👧</p>\n");
}
