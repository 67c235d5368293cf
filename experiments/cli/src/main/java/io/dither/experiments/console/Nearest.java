package io.dither.experiments.console;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that was meant by a misspelt word: the one with the fewest wrong letters. */
public final class Nearest {
    /** A third of the letters may be wrong. */
    private static final int SHARE = 3;

    private Nearest() {}

    /**
     * Finds the nearest name.
     *
     * @param word the word
     * @param names the names that there are
     * @return the name with the fewest wrong letters, at most a third of them; empty if there is none
     */
    public static Optional<String> to(String word, Collection<String> names) {
        return names.stream()
                .filter(name -> isNear(word, name))
                .min(Comparator.comparingInt(name -> distance(word, name)));
    }

    /** Names whose length differs too much are not compared letter by letter, which would take long for long words. */
    private static boolean isNear(String word, String name) {
        int allowed = Math.max(1, Math.max(word.length(), name.length()) / SHARE);
        return Math.abs(word.length() - name.length()) <= allowed && distance(word, name) <= allowed;
    }

    /** Returns how many letters to insert, remove, replace or swap with their neighbours (Damerau-Levenshtein). */
    private static int distance(String word, String name) {
        int[][] least = new int[word.length() + 1][name.length() + 1];
        for (int i = 0; i <= word.length(); i++) {
            for (int j = 0; j <= name.length(); j++) {
                least[i][j] = i == 0 || j == 0 ? i + j : step(least, word, name, i, j);
            }
        }
        return least[word.length()][name.length()];
    }

    private static int step(int[][] least, String word, String name, int i, int j) {
        boolean isSame = word.charAt(i - 1) == name.charAt(j - 1);
        int insertedOrRemoved = Math.min(least[i - 1][j], least[i][j - 1]) + 1;
        int replaced = least[i - 1][j - 1] + (isSame ? 0 : 1);
        boolean isSwapped =
                i > 1 && j > 1 && word.charAt(i - 1) == name.charAt(j - 2) && word.charAt(i - 2) == name.charAt(j - 1);
        return Math.min(Math.min(insertedOrRemoved, replaced), isSwapped ? least[i - 2][j - 2] + 1 : replaced);
    }
}
