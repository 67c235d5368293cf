package io.dither.oracles.internal.knapsack;

import java.util.Arrays;

/**
 * Branch and bound for the 0/1 knapsack with a few rows. The relaxation gives each row a price, the value of one more
 * unit of its capacity. The margin of an item is its profit minus its weights times these prices. Taking an
 * item with a margin below 0, or leaving out an item with a margin above 0, lowers the bound of the relaxation by
 * |margin|. Items are decided in descending order of |margin|, because a large margin rules out
 * one of the two decisions.
 */
final class KnapsackSearch {
    /**
     * A branch is searched only if its bound exceeds the best profit so far by more than this share of the bound of all
     * choices. A smaller difference is a rounding error.
     */
    private static final double RELATIVE_TOLERANCE = 1e-13;

    private final int rows;
    private final KnapsackRelaxation relaxation;
    private final double[] prices;
    private final double[] profit;
    private final double[] weight;
    private final double[] margin;
    /** The profits, margins and weights in the order of decisions. */
    private final double[] sortedProfit;

    private final double[] sortedMargin;
    private final double[] sortedWeight;
    /** The sums of the weights of item k and all later items, in each row. */
    private final double[] laterWeights;

    /** The items, by their index j of the caller, in the order of decisions. Item k is the k-th item in this order. */
    private final int[] order;
    /** Whether the current decision on item k is to take it. */
    private final boolean[] taken;
    /** The best choice so far: whether each item, in the order of the caller, is taken. */
    private final boolean[] chosen;
    /** The number of decisions that were tried on item k, 0 to 2. */
    private final byte[] tried;
    /** The remaining capacity of row r before the decision on item k, at k * rows + r. */
    private final double[] room;

    /** The upper bound of the profit of all choices with the current decisions on the items before item k. */
    private final double[] bound;

    /** The profit of the items before item k that are taken. */
    private final double[] gained;
    /** The profit of the best choice so far. */
    private double best;

    /** See {@link #gap()}. */
    private double gap;

    private volatile boolean stopped;

    KnapsackSearch(int rows, int maxItems) {
        this.rows = rows;
        relaxation = new KnapsackRelaxation(rows, maxItems);
        prices = new double[rows];
        profit = new double[maxItems];
        weight = new double[maxItems * rows];
        margin = new double[maxItems];
        sortedProfit = new double[maxItems];
        sortedMargin = new double[maxItems];
        laterWeights = new double[(maxItems + 1) * rows];
        sortedWeight = new double[maxItems * rows];
        order = new int[maxItems];
        taken = new boolean[maxItems];
        chosen = new boolean[maxItems];
        tried = new byte[maxItems + 1];
        room = new double[(maxItems + 1) * rows];
        bound = new double[maxItems + 1];
        gained = new double[maxItems + 1];
    }

    /** Returns the array of the profits of the items, which the caller fills in. */
    double[] profits() {
        return profit;
    }

    /** Returns the array of the weights of the items, item j in row r at j * rows + r, which the caller fills in. */
    double[] weights() {
        return weight;
    }

    /** Asks the running search to end soon with its best choice so far; called by another thread. */
    void stop() {
        stopped = true;
    }

    /**
     * Returns an upper bound of the difference between the largest profit and the profit of the returned choice; 0 if
     * the choice is optimal.
     */
    double gap() {
        return gap;
    }

    /**
     * Finds the best choice.
     *
     * @param items the number of items filled in; profits are above 0, and each item fits
     * @param capacities the capacity of each row
     * @param maxNodes the largest number of decisions to try, which are the nodes of the search tree
     * @return whether each item is taken; valid until the next search
     */
    boolean[] solve(int items, double[] capacities, long maxNodes) {
        stopped = false;
        relaxation.solve(items, profit, weight, capacities, prices);
        double upperBound = 0;
        for (int r = 0; r < rows; r++) {
            upperBound += prices[r] * capacities[r];
        }
        for (int j = 0; j < items; j++) {
            double itemMargin = profit[j];
            for (int r = 0; r < rows; r++) {
                itemMargin -= prices[r] * weight[j * rows + r];
            }
            margin[j] = itemMargin;
            upperBound += Math.max(0, itemMargin);
            order[j] = j;
        }
        sort(items);
        greedy(items, capacities);
        search(items, capacities, upperBound, maxNodes);
        return chosen;
    }

    /** Sorts in descending order of |margin|, then by index. Uses Shell's method, because most knapsacks are short. */
    private void sort(int items) {
        int step = 1;
        while (3 * step < items) {
            step = 3 * step + 1;
        }
        for (; step > 0; step /= 3) {
            for (int i = step; i < items; i++) {
                int item = order[i];
                int at = i;
                while (at >= step && isBefore(item, order[at - step])) {
                    order[at] = order[at - step];
                    at -= step;
                }
                order[at] = item;
            }
        }
    }

    private boolean isBefore(int a, int b) {
        double first = Math.abs(margin[a]);
        double second = Math.abs(margin[b]);
        return first > second || (first == second && a < b);
    }

    /** Makes a first choice: takes the items that fit, in descending order of margins (not of their magnitudes). */
    private void greedy(int items, double[] capacities) {
        // here room has only one remaining capacity per row
        System.arraycopy(capacities, 0, room, 0, rows);
        Arrays.fill(chosen, 0, items, false);
        best = 0;
        for (int i = 0; i < items; i++) {
            if (margin[order[i]] > 0) {
                takeIfItFits(order[i]);
            }
        }
        for (int i = items - 1; i >= 0; i--) {
            if (margin[order[i]] <= 0) {
                takeIfItFits(order[i]);
            }
        }
    }

    private void takeIfItFits(int item) {
        if (!fits(item)) {
            return;
        }
        for (int r = 0; r < rows; r++) {
            room[r] -= weight[item * rows + r];
        }
        chosen[item] = true;
        best += profit[item];
    }

    private boolean fits(int item) {
        for (int r = 0; r < rows; r++) {
            if (weight[item * rows + r] > room[r]) {
                return false;
            }
        }
        return true;
    }

    private void search(int items, double[] capacities, double upperBound, long maxNodes) {
        copyInOrder(items);
        System.arraycopy(capacities, 0, room, 0, rows);
        double tolerance = RELATIVE_TOLERANCE * upperBound;
        bound[0] = upperBound;
        gained[0] = 0;
        tried[0] = 0;
        long remainingNodes = maxNodes;
        int k = 0;
        while (k >= 0) {
            if (k == items) {
                keepIfBetter(items);
                k--;
            } else if (tried[k] == 2) {
                k--;
            } else if (remainingNodes-- == 0 || ((remainingNodes & 255) == 0 && stopped)) {
                // the flag is read only once per 256 decisions, because reading a volatile field costs time
                gap = Math.max(0, upperBound - best);
                return;
            } else {
                k = decide(k, best + tolerance);
            }
        }
        gap = 0;
    }

    /** Copies the data of the items in the order of decisions, and sums the weights of later items. */
    private void copyInOrder(int items) {
        Arrays.fill(laterWeights, items * rows, (items + 1) * rows, 0);
        for (int k = items - 1; k >= 0; k--) {
            int item = order[k];
            sortedProfit[k] = profit[item];
            sortedMargin[k] = margin[item];
            for (int r = 0; r < rows; r++) {
                sortedWeight[k * rows + r] = weight[item * rows + r];
                laterWeights[k * rows + r] = laterWeights[(k + 1) * rows + r] + weight[item * rows + r];
            }
        }
    }

    /**
     * Tries the next decision on item k; the first decision is to take it if its margin is above 0. Returns the index
     * of the next item to decide.
     */
    private int decide(int k, double profitToBeat) {
        double itemMargin = sortedMargin[k];
        boolean isFirst = tried[k]++ == 0;
        boolean takes = itemMargin > 0 == isFirst;
        // the first decision follows the relaxation; only the second decision lowers the bound, by |margin|
        double nextBound = isFirst ? bound[k] : bound[k] - Math.abs(itemMargin);
        double tighterBound = nextBound;
        for (int r = 0, at = k * rows; r < rows; r++, at++) {
            double remaining = takes ? room[at] - sortedWeight[at] : room[at];
            if (remaining < 0) {
                return k;
            }
            room[at + rows] = remaining;
            // the bound includes the value of the whole capacity at these prices; part of the capacity may stay unused
            // even if all later items are taken, and brings no profit
            double unused = remaining - laterWeights[at + rows];
            if (unused > 0) {
                tighterBound -= prices[r] * unused;
            }
        }
        if (tighterBound <= profitToBeat) {
            return k;
        }
        gained[k + 1] = takes ? gained[k] + sortedProfit[k] : gained[k];
        bound[k + 1] = nextBound;
        taken[k] = takes;
        tried[k + 1] = 0;
        return k + 1;
    }

    private void keepIfBetter(int items) {
        if (gained[items] > best) {
            best = gained[items];
            for (int k = 0; k < items; k++) {
                chosen[order[k]] = taken[k];
            }
        }
    }
}
