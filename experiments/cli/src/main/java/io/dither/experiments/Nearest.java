package io.dither.experiments;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** What was meant by a word that is none of those there are: the name with the fewest wrong letters, if they are few. */
final class Nearest {
    /** A third of the letters may be wrong. */
    private static final int SHARE = 3;

    private Nearest() {}

    /** Returns the nearest name. */
    static Optional<String> to(String word, Collection<String> names) {
        return names.stream()
                .filter(name -> isNear(word, name))
                .min(Comparator.comparingInt(name -> distance(word, name)));
    }

    /** A difference in length is the least that is wrong: no long word is compared letter by letter. */
    private static boolean isNear(String word, String name) {
        int allowed = Math.max(1, Math.max(word.length(), name.length()) / SHARE);
        return Math.abs(word.length() - name.length()) <= allowed && distance(word, name) <= allowed;
    }

    /** How many letters to write, remove, replace or swap with their neighbours (Damerau-Levenshtein). */
    private static int distance(String one, String other) {
        int[][] least = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                least[i][j] = i == 0 || j == 0 ? i + j : step(least, one, other, i, j);
            }
        }
        return least[one.length()][other.length()];
    }

    private static int step(int[][] least, String one, String other, int i, int j) {
        boolean isSame = one.charAt(i - 1) == other.charAt(j - 1);
        int written = Math.min(least[i - 1][j], least[i][j - 1]) + 1;
        int replaced = least[i - 1][j - 1] + (isSame ? 0 : 1);
        boolean isSwapped =
                i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1);
        return Math.min(Math.min(written, replaced), isSwapped ? least[i - 2][j - 2] + 1 : replaced);
    }
}
