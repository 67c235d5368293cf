package io.dither.localsearch;

import io.dither.error.Arguments;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Fixable;
import io.dither.oracle.capability.Membership;
import io.dither.oracle.capability.Move;
import io.dither.oracle.capability.Walk;
import io.dither.random.KeyedRandom;
import java.util.Arrays;

/**
 * A walk by Gibbs steps: each draws a block of coordinates from its law given all other coordinates. A block has any
 * coordinates or, in half of the steps, as many ones as zeros. Small blocks are drawn from the list of their points; if
 * a block has as many ones as zeros, its number of ones stays. Larger blocks are solved under Gumbel noise; the
 * solution has nearly the right law (perturb and MAP, Papandreou and Yuille 2011), so the walk is approximate.
 */
final class BlockWalk implements Walk {
    private final LinearOracle oracle;
    /** The number of coordinates of a block, if there are enough ones and zeros. */
    private final int size;

    private final Membership members;
    /** Whether the points of a block are listed and the walk is exact; otherwise blocks are solved. */
    private final boolean isListed;

    private final double[] y;
    /** All coordinates; the coordinates of the block come first. */
    private final int[] order;

    /** The weight of each point of a block, then the running sums of the weights; empty if blocks are solved. */
    private final double[] weights;
    /** The last proposed move. */
    private final Move last = new Move();

    BlockWalk(LinearOracle oracle, int size, Membership members) {
        this.oracle = oracle;
        this.size = size;
        this.members = members;
        isListed = size <= Blocks.MAX_LISTED;
        y = new double[oracle.dimension()];
        order = new int[y.length];
        Arrays.setAll(order, i -> i);
        weights = new double[isListed ? 1 << size : 0];
    }

    /** Begins at the solution for random scores. */
    @Override
    public void begin(KeyedRandom random) {
        double[] theta = new double[y.length];
        Arrays.setAll(theta, i -> random.nextGaussian());
        begin(oracle.answer(oracle.domain().nearest(theta)));
    }

    @Override
    public void begin(Vertex point) {
        double[] all = Arguments.length("y", point.toArray(), y.length);
        Arrays.setAll(y, i -> Math.rint(all[i]));
        last.clear();
    }

    @Override
    public boolean isExact() {
        return isListed;
    }

    @Override
    public double propose(KeyedRandom random, double[] scores, Move move) {
        Arguments.length("scores", scores, y.length);
        move.clear();
        last.clear();
        boolean isBalanced = random.nextLong() < 0;
        int blockSize = isBalanced ? pickBalanced(random) : pick(random, 0, size, y.length);
        if (blockSize == 0) {
            return Double.NEGATIVE_INFINITY;
        }
        if (isListed) {
            list(random, scores, blockSize, isBalanced, move);
        } else {
            solve(random, scores, blockSize, move);
        }
        for (int k = 0; k < move.size(); k++) {
            last.add(move.coordinate(k), move.change(k));
        }
        // the ratio cancels the change of the score: a block drawn from its law is always accepted
        return move.size() == 0 ? Double.NEGATIVE_INFINITY : -move.dot(scores);
    }

    /**
     * Moves {@code count} random entries of {@code order} with indices between {@code from} and {@code to} to the front
     * of that range; returns their number.
     */
    private int pick(KeyedRandom random, int from, int count, int to) {
        for (int k = from; k < from + count; k++) {
            swap(k, k + random.nextInt(to - k));
        }
        return count;
    }

    private void swap(int a, int b) {
        int first = order[a];
        order[a] = order[b];
        order[b] = first;
    }

    /** Moves random ones and zeros to the front, half a block of each if there are enough; returns their number. */
    private int pickBalanced(KeyedRandom random) {
        int ones = 0;
        for (int k = 0; k < order.length; k++) {
            if (y[order[k]] == 1) {
                swap(k, ones++);
            }
        }
        int pickedOnes = pick(random, 0, Math.min(size / 2, ones), ones);
        int pickedZeros = pick(random, ones, Math.min(size - size / 2, y.length - ones), y.length);
        for (int k = 0; k < pickedZeros; k++) {
            swap(pickedOnes + k, ones + k);
        }
        return pickedOnes + pickedZeros;
    }

    /**
     * Draws the block from its law by the list of its points. A point is a number whose bit k is the value of the k-th
     * coordinate of the block.
     */
    private void list(KeyedRandom random, double[] scores, int blockSize, boolean isBalanced, Move move) {
        int currentBits = 0;
        for (int k = 0; k < blockSize; k++) {
            currentBits |= (int) y[order[k]] << k;
        }
        double largest = 0;
        for (int bits = 0; bits < 1 << blockSize; bits++) {
            boolean keepsOnes = !isBalanced || Integer.bitCount(bits) == Integer.bitCount(currentBits);
            boolean isCandidate = bits == currentBits || (keepsOnes && isFeasible(bits, blockSize));
            weights[bits] =
                    isCandidate ? change(bits ^ currentBits, currentBits, blockSize, scores) : Double.NEGATIVE_INFINITY;
            largest = Math.max(largest, weights[bits]);
        }
        set(currentBits, blockSize);
        double sum = 0; // from here on, weights holds running sums, from which a point is drawn
        for (int bits = 0; bits < 1 << blockSize; bits++) {
            sum += Math.exp(weights[bits] - largest);
            weights[bits] = sum;
        }
        double threshold = random.nextDouble() * sum;
        int drawn = 0;
        while (weights[drawn] < threshold) {
            drawn++;
        }
        for (int k = 0; k < blockSize; k++) {
            if (((drawn ^ currentBits) >> k & 1) == 1) {
                move.add(order[k], 1 - 2 * y[order[k]]);
            }
        }
    }

    private boolean isFeasible(int bits, int blockSize) {
        set(bits, blockSize);
        return members.violation(y).isEmpty();
    }

    private void set(int bits, int blockSize) {
        for (int k = 0; k < blockSize; k++) {
            y[order[k]] = bits >> k & 1;
        }
    }

    /** Returns the change of the score if the coordinates whose bit in {@code changed} is 1 are flipped. */
    private double change(int changed, int currentBits, int blockSize, double[] scores) {
        double change = 0;
        for (int k = 0; k < blockSize; k++) {
            change += (changed >> k & 1) * (1 - 2 * (currentBits >> k & 1)) * scores[order[k]];
        }
        return change;
    }

    /** Draws the block nearly from its law, by a solve under Gumbel noise with all other coordinates fixed. */
    private void solve(KeyedRandom random, double[] scores, int blockSize, Move move) {
        int[] free = Arrays.copyOf(order, blockSize);
        Arrays.sort(free);
        int[] ones = Arrays.stream(order)
                .filter(i -> y[i] == 1 && Arrays.binarySearch(free, i) < 0)
                .sorted()
                .toArray();
        double[] theta = new double[blockSize];
        for (int k = 0; k < blockSize; k++) {
            double gumbel = -Math.log(random.nextExponential());
            theta[k] = oracle.sense().sign() * (scores[free[k]] + gumbel);
        }
        double[] drawn =
                oracle.as(Fixable.class).orElseThrow().fixing(ones, free).solve(theta);
        for (int k = 0; k < blockSize; k++) {
            double change = Math.rint(drawn[k]) - y[free[k]];
            if (change != 0) {
                move.add(free[k], change);
            }
        }
    }

    @Override
    public void apply() {
        last.addTo(y);
    }

    @Override
    public void write(Vertex point) {
        point.requireDimension(y.length).clear();
        for (int i = 0; i < y.length; i++) {
            if (y[i] != 0) {
                point.add(i, y[i]);
            }
        }
    }
}
