package io.dither.perturbed;

import io.dither.statistic.AtomCounts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The distribution of y*(X) over its atoms, the distinct solutions.
 *
 * @param atoms the solutions that came, the most frequent first (then the one seen first)
 */
public record Atoms(List<Atom> atoms) {
    /**
     * One solution.
     *
     * @param solution y, length d; the caller owns it
     * @param probability its share of the samples
     * @param standardError the binomial standard error of the share
     */
    @SuppressWarnings("ArrayRecordComponent") // a carrier of results, compared by nobody
    public record Atom(double[] solution, double probability, double standardError) {
        static Atom of(double[] solution, long count, long samples) {
            double share = (double) count / samples;
            return new Atom(solution, share, Math.sqrt(share * (1 - share) / samples));
        }
    }

    static Atoms of(AtomCounts counts, long samples) {
        List<Atom> atoms = new ArrayList<>();
        counts.forEach((solution, count) -> atoms.add(Atom.of(solution, count, samples)));
        atoms.sort(Comparator.comparingDouble(Atom::probability).reversed());
        return new Atoms(List.copyOf(atoms));
    }

    /**
     * Returns the most likely solution.
     *
     * @return y, length d; the caller owns it
     */
    public double[] mostLikely() {
        return atoms.get(0).solution().clone();
    }

    /**
     * Returns the entropy of the observed shares, in nats; biased low where many solutions came once or never.
     *
     * @return -sum p ln p
     */
    public double entropy() {
        double sum = 0;
        for (Atom atom : atoms) {
            sum -= atom.probability() * Math.log(atom.probability());
        }
        return sum;
    }
}
