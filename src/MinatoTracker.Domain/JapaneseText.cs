namespace MinatoTracker.Domain;

/// <summary>What readers of Japanese papers need: one width for digits and signs, and a sense of brackets.</summary>
public static class JapaneseText
{
    private const string Opening = "(「『【[{〔";
    private const string Closing = ")」』】]}〕";

    /// <summary>
    /// The text with full-width signs, digits and spaces as their half-width forms: ５５％：→ 55%:.
    /// One character in, one out, so that a place found here is the same place in the original.
    /// </summary>
    public static string Fold(string text) => string.Create(text.Length, text, static (folded, original) =>
    {
        for (var i = 0; i < folded.Length; i++) folded[i] = Fold(original[i]);
    });

    /// <summary>For each character of a folded text: whether it stands outside every bracket and quotation.</summary>
    /// <remarks>After a bracket that never closes, nothing counts as outside: a reader must not trust what follows.</remarks>
    public static bool[] TopLevel(string folded)
    {
        var top = new bool[folded.Length];
        var depth = 0;
        for (var i = 0; i < folded.Length; i++)
        {
            if (Opening.Contains(folded[i])) depth++;
            top[i] = depth == 0;
            if (Closing.Contains(folded[i])) depth = Math.Max(0, depth - 1);
        }

        return top;
    }

    /// <summary>How many brackets and quotations stay open at the end.</summary>
    public static int OpenBrackets(string text)
    {
        var depth = 0;
        foreach (var c in Fold(text))
        {
            if (Opening.Contains(c)) depth++;
            else if (Closing.Contains(c)) depth = Math.Max(0, depth - 1);
        }

        return depth;
    }

    /// <summary>The sentences of a text, each with its own full stop; a line break ends one too.</summary>
    public static IEnumerable<string> Sentences(string text)
    {
        var start = 0;
        var depth = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (Opening.Contains(Fold(text[i]))) depth++;
            else if (Closing.Contains(Fold(text[i]))) depth = Math.Max(0, depth - 1);
            if (text[i] != '\n' && (text[i] != '。' || depth > 0)) continue;
            if (text[start..(i + 1)].Trim() is { Length: > 0 } sentence) yield return sentence;
            (start, depth) = (i + 1, 0);
        }

        if (text[start..].Trim() is { Length: > 0 } rest) yield return rest;
    }

    private static char Fold(char c) => c switch
    {
        >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),
        // Ideographic and no-break space; tabs too, which separate cells only before a reader has split them.
        '\u3000' or '\u00A0' or '\t' => ' ',
        // Minus sign, hyphen and en dash, as word processors put them.
        '\u2212' or '\u2010' or '\u2013' => '-',
        '\u301C' => '~',
        // Half-width corner brackets.
        '\uFF62' => '「',
        '\uFF63' => '」',
        _ => c,
    };
}
