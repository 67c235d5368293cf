package io.dither.experiments.console;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that was meant by a misspelt word: the name with the fewest wrong letters. */
public final class Nearest {
    /** One letter in three may be wrong, counted in the longer of the word and the name. */
    private static final int LETTERS_PER_ERROR = 3;

    private Nearest() {}

    /**
     * Finds the nearest name.
     *
     * @param word the word
     * @param names the valid names
     * @return the name with the fewest wrong letters; empty if each name has more wrong letters than allowed: one in three, counted in
     *     the longer of the word and the name, and at least one
     */
    public static Optional<String> to(String word, Collection<String> names) {
        return names.stream()
                .filter(name -> isNear(word, name))
                .min(Comparator.comparingInt(name -> distance(word, name)));
    }

    /** Returns whether few letters of a word are wrong. The lengths are compared first, because a comparison letter by letter takes long. */
    private static boolean isNear(String word, String name) {
        int allowed = Math.max(1, Math.max(word.length(), name.length()) / LETTERS_PER_ERROR);
        return Math.abs(word.length() - name.length()) <= allowed && distance(word, name) <= allowed;
    }

    /** Returns how many letters of the word to insert, remove, replace or swap with a neighbour to get the name (Damerau-Levenshtein). */
    private static int distance(String word, String name) {
        int[][] distances = new int[word.length() + 1][name.length() + 1];
        for (int i = 0; i <= word.length(); i++) {
            for (int j = 0; j <= name.length(); j++) {
                distances[i][j] = i == 0 || j == 0 ? i + j : prefixDistance(distances, word, name, i, j);
            }
        }
        return distances[word.length()][name.length()];
    }

    /** Returns the distance of the first i letters of the word from the first j letters of the name, from the distances of shorter prefixes. */
    private static int prefixDistance(int[][] distances, String word, String name, int i, int j) {
        boolean isSame = word.charAt(i - 1) == name.charAt(j - 1);
        int insertedOrRemoved = Math.min(distances[i - 1][j], distances[i][j - 1]) + 1;
        int replaced = distances[i - 1][j - 1] + (isSame ? 0 : 1);
        boolean isSwapped =
                i > 1 && j > 1 && word.charAt(i - 1) == name.charAt(j - 2) && word.charAt(i - 2) == name.charAt(j - 1);
        return Math.min(Math.min(insertedOrRemoved, replaced), isSwapped ? distances[i - 2][j - 2] + 1 : replaced);
    }
}
