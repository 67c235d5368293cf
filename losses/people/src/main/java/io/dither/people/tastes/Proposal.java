package io.dither.people.tastes;

import io.dither.people.internal.Columns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * The proposal distribution of the draws of a person, for importance sampling: a mixture of the population and of normal distributions around the probable
 * tastes of the person. The importance weight of a draw is the density of the population divided by the density of the mixture.
 *
 * @param parts the normal distributions, which are called parts
 * @param shares the shares of the parts, which sum to 1; read only
 * @param populationShare the share of draws from the population itself, whose inverse bounds the weights (defensive mixtures,
 *     Hesterberg 1995)
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
record Proposal(List<Centre> parts, double[] shares, double populationShare) {
    /** The usual share of draws from the population itself. */
    private static final double POPULATION_SHARE = 0.15;
    /** The value of {@code populationShare} before a first improvement by draws. */
    private static final double FIRST_POPULATION_SHARE = 0.5;

    /** The largest number of parts, which is used if there are enough draws. */
    private static final int MOST_PARTS = 4;

    /** The least number of draws per part. */
    private static final int DRAWS_PER_PART = 32;
    /** The factor of the estimated variance of parts, because slightly wider proposals are safer. */
    private static final double WIDER = 1.2;
    /** The common covariance counts as much as this number of draws per dimension; the covariance of the draws of a part counts as their effective number. */
    private static final double PRIOR = 2;

    /** The least share of a part, before shares are scaled to sum to 1. */
    private static final double LEAST_SHARE = 0.02;

    /** This is added to variances, so that they are not 0. */
    private static final double LEAST_VARIANCE = 1e-3;

    /** Returns the population itself as the proposal; its only part has no draws, but is a start for {@link #improved}. */
    static Proposal ofPopulation(int dimensions) {
        return new Proposal(List.of(Centre.standard(dimensions)), new double[] {1}, 1);
    }

    /** Returns a mixture of the population and of a single part. */
    static Proposal around(Centre centre) {
        return new Proposal(List.of(centre), new double[] {1}, FIRST_POPULATION_SHARE);
    }

    /**
     * Transforms standard normal draws into draws of this mixture, in place, and fills in the logarithms of their importance weights.
     */
    void move(double[] draws, double[] logWeights) {
        int count = logWeights.length;
        // the draws before ends[0] stay draws of the population; the draws from ends[k] to ends[k + 1] move to part k
        int[] ends = new int[1 + parts.size()];
        double sum = populationShare;
        for (int k = 0; k < ends.length; k++) {
            ends[k] = k == parts.size() ? count : (int) Math.round(sum * count);
            sum += k == parts.size() ? 0 : (1 - populationShare) * shares[k];
        }
        // for each draw, half its sum of squares: minus its log density in the population, up to a constant
        double[] halfSquares = new double[count];
        for (int k = 1; k < ends.length; k++) {
            parts.get(k - 1).transform(draws, count, ends[k - 1], ends[k]);
        }
        for (int i = 0; i < draws.length; i++) {
            halfSquares[i % count] += draws[i] * draws[i] / 2;
        }
        Arrays.fill(logWeights, (double) ends[0] / count);
        for (int k = 1; k < ends.length; k++) {
            double[] ofPart = parts.get(k - 1).logDensities(draws, count);
            Columns.addMultiple(1, halfSquares, 0, ofPart, 0, count);
            Columns.exp(ofPart);
            Columns.addMultiple((double) (ends[k] - ends[k - 1]) / count, ofPart, 0, logWeights, 0, count);
        }
        for (int r = 0; r < count; r++) {
            logWeights[r] = -Math.log(logWeights[r]);
        }
    }

    /**
     * Returns a mixture closer to the posterior of the person (Cappe et al. 2008).
     *
     * @param draws the draws of this mixture, one dimension after the other
     * @param drawShares the posterior share of each draw; the shares sum to 1
     */
    Proposal improved(double[] draws, double[] drawShares) {
        Centre all = moments(draws, drawShares, null, 1);
        int maxParts = Math.max(1, Math.min(MOST_PARTS, drawShares.length / DRAWS_PER_PART));
        Proposal start = parts.size() < maxParts ? split(draws, drawShares, all, maxParts) : this;
        // so that all parts together have the volume of a single part
        double narrower = Math.pow(start.parts.size(), -2.0 / all.mode().length);
        double[][] posteriors = start.posterior(draws, drawShares);
        List<Centre> better = new ArrayList<>();
        double[] sums = new double[posteriors.length];
        for (int k = 0; k < posteriors.length; k++) {
            double sum = Columns.sum(posteriors[k]);
            boolean hasNoDraws = sum < 1e-12;
            better.add(hasNoDraws ? start.parts.get(k) : moments(draws, posteriors[k], all, narrower));
            sums[k] = Math.max(sum, LEAST_SHARE);
        }
        double shareSum = Arrays.stream(sums).sum();
        return new Proposal(
                better, Arrays.stream(sums).map(share -> share / shareSum).toArray(), POPULATION_SHARE);
    }

    /** Returns for each part and draw the probability that the draw is of this and no other part, ignoring the population, times the share of the draw. */
    private double[][] posterior(double[] draws, double[] drawShares) {
        double[][] posteriors = new double[parts.size()][];
        double[] largest = new double[drawShares.length];
        double[] sums = new double[drawShares.length];
        Arrays.fill(largest, Double.NEGATIVE_INFINITY);
        for (int k = 0; k < posteriors.length; k++) {
            posteriors[k] = parts.get(k).logDensities(draws, drawShares.length);
            double logarithm = Math.log(shares[k]);
            for (int r = 0; r < largest.length; r++) {
                posteriors[k][r] += logarithm;
                largest[r] = Math.max(largest[r], posteriors[k][r]);
            }
        }
        for (double[] ofPart : posteriors) { // largest is subtracted, so that the exponentials do not overflow
            Columns.addMultiple(-1, largest, 0, ofPart, 0, sums.length);
            Columns.exp(ofPart);
            Columns.addMultiple(1, ofPart, 0, sums, 0, sums.length);
        }
        for (int r = 0; r < sums.length; r++) {
            sums[r] = drawShares[r] / sums[r];
        }
        for (double[] ofPart : posteriors) {
            Columns.multiply(sums, ofPart, 0, sums.length);
        }
        return posteriors;
    }

    /** Returns a mixture of at most this number of parts; part c is centred at the first draw at which the sum of the shares exceeds (c + 0.5) / parts. */
    private static Proposal split(double[] draws, double[] drawShares, Centre all, int parts) {
        int size = all.mode().length;
        List<Centre> centres = new ArrayList<>();
        double shrink = Math.pow(parts, -1.0 / size); // all parts together have the volume of the common distribution
        double[] root = Arrays.stream(all.root()).map(entry -> entry * shrink).toArray();
        double sum = 0;
        for (int r = 0; r < drawShares.length && parts > 1; r++) {
            sum += drawShares[r];
            while (centres.size() < parts && sum > (centres.size() + 0.5) / parts) {
                double[] mode = new double[size];
                for (int i = 0; i < size; i++) {
                    mode[i] = draws[i * drawShares.length + r];
                }
                centres.add(new Centre(mode, root, all.logDeterminant() - Math.log(parts)));
            }
        }
        if (centres.isEmpty()) {
            centres.add(all);
        }
        double[] equal = new double[centres.size()];
        Arrays.fill(equal, 1.0 / equal.length);
        return new Proposal(centres, equal, POPULATION_SHARE);
    }

    /**
     * Returns the mean and the covariance of draws; the covariance is shrunken towards the common covariance if few draws are effective.
     *
     * @param share the share of each draw in these moments; the shares need not sum to 1
     * @param all the common mean and covariance of all parts; null while these are computed: they are shrunken towards the identity and not widened
     * @param narrower the factor of the common covariance
     */
    private static Centre moments(double[] draws, double[] share, @Nullable Centre all, double narrower) {
        int size = draws.length / share.length;
        double sum = Columns.sum(share);
        double squares = Columns.dot(share, 0, share, 0, share.length) / sum / sum; // 1 / the effective number of draws
        double[] mean = new double[size];
        double[] centred = draws.clone();
        double[] weighted = new double[draws.length];
        for (int i = 0; i < size; i++) {
            mean[i] = Columns.dot(share, 0, draws, i * share.length, share.length) / sum;
            for (int r = 0; r < share.length; r++) {
                centred[i * share.length + r] -= mean[i];
                weighted[i * share.length + r] = share[r] * centred[i * share.length + r];
            }
        }
        double dataShare = 1 / (1 + PRIOR * size * squares); // of the covariance of the draws
        DMatrixRMaj covariance = new DMatrixRMaj(size, size);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                int row = i;
                int column = j;
                double identity = i == j ? 1 : 0;
                double common = all == null
                        ? identity
                        : IntStream.range(0, size)
                                .mapToDouble(e -> all.root()[row * size + e] * all.root()[column * size + e])
                                .sum();
                double sampled = Columns.dot(weighted, i * share.length, centred, j * share.length, share.length) / sum;
                double mixed = (all == null ? 1 : WIDER) * (dataShare * sampled + (1 - dataShare) * common * narrower);
                covariance.set(i, j, mixed + (i == j ? LEAST_VARIANCE : 0));
                covariance.set(j, i, covariance.get(i, j));
            }
        }
        return Centre.of(mean, covariance);
    }
}
