package io.dither.oracles;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** All points of small sets, by counting. */
final class Sets {
    private Sets() {}

    /** The words of length n over an alphabet. */
    static List<double[]> words(int n, double... alphabet) {
        List<double[]> words = new ArrayList<>();
        int count = (int) Math.round(Math.pow(alphabet.length, n));
        for (int code = 0; code < count; code++) {
            double[] word = new double[n];
            int rest = code;
            for (int i = 0; i < n; i++) {
                word[i] = alphabet[rest % alphabet.length];
                rest /= alphabet.length;
            }
            words.add(word);
        }
        return words;
    }

    /** The 0/1 vectors with k ones. */
    static List<double[]> subsets(int n, int k) {
        return words(n, 0, 1).stream()
                .filter(word -> Arrays.stream(word).sum() == k)
                .toList();
    }

    /** The permutations of 0, ..., n - 1. */
    static List<double[]> permutations(int n) {
        double[] letters = new double[n];
        Arrays.setAll(letters, i -> i);
        return words(n, letters).stream()
                .filter(word -> Arrays.stream(word).distinct().count() == n)
                .toList();
    }
}
