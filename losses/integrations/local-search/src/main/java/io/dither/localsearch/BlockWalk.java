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
 * A walk by Gibbs steps for the law exp(&lt;scores, y&gt;). Each step picks a block of coordinates, and draws their
 * values from the conditional law given all other coordinates. Half of the steps pick the block uniformly. The other
 * half pick as many coordinates that are 1 as coordinates that are 0 (a balanced block).
 *
 * <p>If blocks are small, all points of the block are listed, and a point is drawn from the list; in a balanced block,
 * only points with as many ones as the current point are candidates. Larger blocks are solved under Gumbel noise; the
 * solution has nearly the conditional law (perturb and MAP, Papandreou and Yuille 2011), so the walk is approximate.
 */
final class BlockWalk implements Walk {
    private final LinearOracle oracle;
    /** The number of coordinates of a block; a balanced block has fewer if there are not enough ones or zeros. */
    private final int size;

    /** The test whether a point is feasible. */
    private final Membership members;
    /** Whether the points of a block are listed and the walk is exact; otherwise blocks are solved. */
    private final boolean isListed;

    private final double[] y;
    /** All coordinates in any order; during a step, the coordinates of the block come first. */
    private final int[] order;

    /**
     * A number per point of a block: first the change of the score, then the running sum of the probabilities, up to a
     * factor. Empty if blocks are solved.
     */
    private final double[] weights;
    /** The last proposed move, which {@link #apply} makes. */
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
        Arrays.setAll(y, i -> Math.rint(all[i])); // a solver may return 0.9999999
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
        boolean isBalanced = random.nextLong() < 0; // in half of the steps
        int blockSize = isBalanced ? moveBalancedToFront(random) : moveToFront(random, 0, size, y.length);
        if (blockSize == 0) {
            return Double.NEGATIVE_INFINITY; // no move is possible
        }
        if (isListed) {
            drawFromList(random, scores, blockSize, isBalanced, move);
        } else {
            drawBySolving(random, scores, blockSize, move);
        }
        for (int k = 0; k < move.size(); k++) {
            last.add(move.coordinate(k), move.change(k));
        }
        // the log ratio of Metropolis-Hastings is minus the change of the score: the sum of both is 0, so that a block
        // drawn from its law is always accepted
        return move.size() == 0 ? Double.NEGATIVE_INFINITY : -move.dot(scores);
    }

    /**
     * Shuffles {@code order} partially: moves {@code count} random entries of the range [from, to) to the front of the
     * range. Returns {@code count}.
     */
    private int moveToFront(KeyedRandom random, int from, int count, int to) {
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

    /**
     * Moves random coordinates that are 1 and random coordinates that are 0 to the front of {@code order}, half a block
     * of each if there are enough; returns their number.
     */
    private int moveBalancedToFront(KeyedRandom random) {
        int ones = 0;
        for (int k = 0; k < order.length; k++) {
            if (y[order[k]] == 1) {
                swap(k, ones++);
            }
        }
        int pickedOnes = moveToFront(random, 0, Math.min(size / 2, ones), ones);
        int pickedZeros = moveToFront(random, ones, Math.min(size - size / 2, y.length - ones), y.length);
        for (int k = 0; k < pickedZeros; k++) {
            swap(pickedOnes + k, ones + k);
        }
        return pickedOnes + pickedZeros;
    }

    /**
     * Draws the values of the block from their conditional law by a list of all points of the block. A point is written
     * as an integer whose bit k is the value of the k-th coordinate of the block.
     */
    private void drawFromList(KeyedRandom random, double[] scores, int blockSize, boolean isBalanced, Move move) {
        int currentBits = 0;
        for (int k = 0; k < blockSize; k++) {
            currentBits |= (int) y[order[k]] << k;
        }
        double largest = 0; // the current point is a candidate, and changes the score by 0
        for (int bits = 0; bits < 1 << blockSize; bits++) {
            boolean keepsOnes = !isBalanced || Integer.bitCount(bits) == Integer.bitCount(currentBits);
            boolean isCandidate = bits == currentBits || (keepsOnes && isFeasible(bits, blockSize));
            weights[bits] =
                    isCandidate ? change(bits ^ currentBits, currentBits, blockSize, scores) : Double.NEGATIVE_INFINITY;
            largest = Math.max(largest, weights[bits]);
        }
        set(currentBits, blockSize); // isFeasible changed y
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
                move.add(order[k], 1 - 2 * y[order[k]]); // flips the coordinate
            }
        }
    }

    private boolean isFeasible(int bits, int blockSize) {
        set(bits, blockSize);
        return members.violation(y).isEmpty();
    }

    /** Sets the coordinates of the block in y. */
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

    /** Draws the values of the block nearly from their conditional law: solves under Gumbel noise, all else fixed. */
    private void drawBySolving(KeyedRandom random, double[] scores, int blockSize, Move move) {
        int[] free = Arrays.copyOf(order, blockSize);
        Arrays.sort(free);
        // the coordinates outside the block that stay 1; fixing() fixes all other coordinates outside the block at 0
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
