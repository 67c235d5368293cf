package io.dither.oracles.internal.knapsack;

import java.util.Arrays;

/**
 * Branch and bound for the 0/1 knapsack with a few rows. With the prices of the linear relaxation, an item is worth its profit less
 * the price of its weights, its margin; no choice is better than the bound of the relaxation less |margin| of every item that is taken
 * with a margin below 0 or left out with one above. Items are decided in the order of falling |margin|, so that most are settled at
 * once.
 */
final class KnapsackSearch {
    /** Choices that are better by less than this share of the bound count as equal. */
    private static final double EQUAL = 1e-13;

    private final int rows;
    private final KnapsackRelaxation relaxation;
    private final double[] prices;
    private final double[] profit;
    private final double[] weight;
    private final double[] margin;
    private final double[] sortedProfit;
    private final double[] sortedMargin;
    private final double[] sortedWeight;
    /** The weights of item k and all that come after it. */
    private final double[] rest;

    private final int[] order;
    private final boolean[] taken;
    private final boolean[] chosen;
    private final byte[] tried;
    /** What is left of the capacities, the bound, and the profit, before item k is decided. */
    private final double[] room;

    private final double[] bound;
    private final double[] gained;
    private double best;
    private double gap;
    private volatile boolean stopped;

    KnapsackSearch(int rows, int most) {
        this.rows = rows;
        relaxation = new KnapsackRelaxation(rows, most);
        prices = new double[rows];
        profit = new double[most];
        weight = new double[most * rows];
        margin = new double[most];
        sortedProfit = new double[most];
        sortedMargin = new double[most];
        rest = new double[(most + 1) * rows];
        sortedWeight = new double[most * rows];
        order = new int[most];
        taken = new boolean[most];
        chosen = new boolean[most];
        tried = new byte[most + 1];
        room = new double[(most + 1) * rows];
        bound = new double[most + 1];
        gained = new double[most + 1];
    }

    /** The profits of the items that can be taken, to be filled in. */
    double[] profits() {
        return profit;
    }

    /** Their weights, item k in row r at k * rows + r, to be filled in. */
    double[] weights() {
        return weight;
    }

    /** Asks a search under way, on another thread, to end with what it has. */
    void stop() {
        stopped = true;
    }

    /** Says how much better than the choice found another may be, in units of the profits. */
    double gap() {
        return gap;
    }

    /**
     * Finds the best choice.
     *
     * @param items how many items are filled in; profits are above 0, and each item fits
     * @param capacities one a row
     * @param nodes how many decisions to try at most
     * @return whether each item is taken; valid until the next search
     */
    boolean[] solve(int items, double[] capacities, long nodes) {
        stopped = false;
        relaxation.solve(items, profit, weight, capacities, prices);
        double top = 0;
        for (int r = 0; r < rows; r++) {
            top += prices[r] * capacities[r];
        }
        for (int k = 0; k < items; k++) {
            double worth = profit[k];
            for (int r = 0; r < rows; r++) {
                worth -= prices[r] * weight[k * rows + r];
            }
            margin[k] = worth;
            top += Math.max(0, worth);
            order[k] = k;
        }
        sort(items);
        greedy(items, capacities);
        search(items, capacities, top, nodes);
        return chosen;
    }

    /** Sorts by falling |margin|, equal ones by their number: Shell's method, as most knapsacks are short. */
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

    /** Takes what fits in the order of falling margins: a first choice. */
    private void greedy(int items, double[] capacities) {
        System.arraycopy(capacities, 0, room, 0, rows);
        Arrays.fill(chosen, 0, items, false);
        best = 0;
        for (int i = 0; i < items; i++) {
            offer(order[i], margin[order[i]] > 0);
        }
        for (int i = items - 1; i >= 0; i--) {
            offer(order[i], margin[order[i]] <= 0);
        }
    }

    private void offer(int item, boolean take) {
        if (!take || !fits(weight, item, 0)) {
            return;
        }
        for (int r = 0; r < rows; r++) {
            room[r] -= weight[item * rows + r];
        }
        chosen[item] = true;
        best += profit[item];
    }

    private boolean fits(double[] weights, int item, int depth) {
        for (int r = 0; r < rows; r++) {
            if (weights[item * rows + r] > room[depth * rows + r]) {
                return false;
            }
        }
        return true;
    }

    private void search(int items, double[] capacities, double top, long nodes) {
        arrange(items);
        System.arraycopy(capacities, 0, room, 0, rows);
        double equal = EQUAL * top;
        bound[0] = top;
        gained[0] = 0;
        tried[0] = 0;
        long left = nodes;
        int k = 0;
        while (k >= 0) {
            if (k == items) {
                keep(items);
                k--;
            } else if (tried[k] == 2) {
                k--;
            } else if (left-- == 0 || (stopped && (left & 255) == 0)) {
                gap = Math.max(0, top - best);
                return;
            } else {
                k = decide(k, best + equal);
            }
        }
        gap = 0;
    }

    private void arrange(int items) {
        Arrays.fill(rest, items * rows, (items + 1) * rows, 0);
        for (int k = items - 1; k >= 0; k--) {
            int item = order[k];
            sortedProfit[k] = profit[item];
            sortedMargin[k] = margin[item];
            for (int r = 0; r < rows; r++) {
                sortedWeight[k * rows + r] = weight[item * rows + r];
                rest[k * rows + r] = rest[(k + 1) * rows + r] + weight[item * rows + r];
            }
        }
    }

    /** Tries the next way to decide an item, the one that its margin speaks for first; returns the item to go on with. */
    private int decide(int k, double least) {
        double worth = sortedMargin[k];
        boolean first = tried[k]++ == 0;
        boolean take = worth > 0 == first;
        double next = first ? bound[k] : bound[k] - Math.abs(worth);
        double reach = next;
        for (int r = 0, at = k * rows; r < rows; r++, at++) {
            double spared = take ? room[at] - sortedWeight[at] : room[at];
            if (spared < 0) {
                return k;
            }
            room[at + rows] = spared;
            // what is left when all the rest is taken was paid for and is never used
            double unused = spared - rest[at + rows];
            if (unused > 0) {
                reach -= prices[r] * unused;
            }
        }
        if (reach <= least) {
            return k;
        }
        gained[k + 1] = take ? gained[k] + sortedProfit[k] : gained[k];
        bound[k + 1] = next;
        taken[k] = take;
        tried[k + 1] = 0;
        return k + 1;
    }

    private void keep(int items) {
        if (gained[items] > best) {
            best = gained[items];
            for (int k = 0; k < items; k++) {
                chosen[order[k]] = taken[k];
            }
        }
    }
}
