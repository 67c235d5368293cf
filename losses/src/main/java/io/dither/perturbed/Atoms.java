package io.dither.perturbed;

import io.dither.error.Arguments;
import io.dither.layer.Estimated;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The distribution of a random solution, such as the solution under noise. Its atoms are the distinct solutions.
 *
 * @param atoms the distinct solutions, the most frequent first (then in the order of their first samples); at least one
 */
public record Atoms(List<Atom> atoms) {
    /** Requires at least one atom. */
    public Atoms {
        Arguments.atLeast("number of atoms", atoms.size(), 1);
        atoms = List.copyOf(atoms);
    }

    /**
     * A solution with its probability.
     *
     * @param solution y, length d; the caller owns it
     * @param probability its share of the samples
     * @param standardError the standard error of the share, over the independent units of {@link Sampling}: samples,
     *     pairs or replicates; NaN (unknown) if there is one unit, or if the share is the same in all units
     */
    @SuppressWarnings("ArrayRecordComponent") // only carries results: nothing calls equals
    public record Atom(double[] solution, double probability, double standardError) {}

    /** Creates the distribution from distinct solutions, in the order of their first samples, and their shares. */
    static Atoms of(List<double[]> solutions, Estimated shares) {
        List<Atom> atoms = new ArrayList<>();
        for (int i = 0; i < solutions.size(); i++) {
            atoms.add(new Atom(solutions.get(i), shares.values()[i], shares.standardErrors()[i]));
        }
        atoms.sort(Comparator.comparingDouble(Atom::probability).reversed());
        return new Atoms(atoms);
    }

    /**
     * Creates the distribution from independent draws.
     *
     * @param draws the solutions, length d each, at least one; not copied
     * @return the distinct solutions, with their shares
     */
    public static Atoms ofDraws(List<double[]> draws) {
        Map<String, List<double[]>> drawsBySolution = new LinkedHashMap<>();
        draws.forEach(draw -> drawsBySolution
                .computeIfAbsent(Arrays.toString(draw), text -> new ArrayList<>())
                .add(draw));
        int count = draws.size();
        List<Atom> atoms = new ArrayList<>();
        for (List<double[]> equalDraws : drawsBySolution.values()) {
            double share = (double) equalDraws.size() / count;
            double error = share < 1 ? Math.sqrt(share * (1 - share) / (count - 1)) : Double.NaN;
            atoms.add(new Atom(equalDraws.get(0), share, error));
        }
        atoms.sort(Comparator.comparingDouble(Atom::probability).reversed());
        return new Atoms(atoms);
    }
}
