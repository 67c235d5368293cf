package io.dither.experiments.portfolio;

import java.util.Arrays;

/**
 * Follows the efficient portfolios from the best portfolio without a limit of the variance to the portfolio with the smallest variance. For
 * returns r and covariance Sigma, the shares x that maximise lambda r'x - x' Sigma x / 2 are linear in lambda between breakpoints. At a
 * breakpoint a share reaches or leaves a bound (Markowitz 1956). The path ends when the variance reaches its limit. For one thread.
 */
final class CriticalLine {
    /** The relative rounding error of a variance. */
    private static final double ROUNDING = 1e-9;

    private static final byte FREE = 0;
    private static final byte LOW = -1;
    private static final byte HIGH = 1;

    private final Portfolio portfolio;
    private final int n;
    private final double[] returns;
    /** The shares at the current lambda. */
    private final double[] x;
    /** For each share whether it is FREE or at a bound, LOW or HIGH; entry n is the unspent part of the budget, FREE or LOW. */
    private final byte[] state;

    private final FreeShares free;
    /** The free shares are lambda slope + level. */
    private final double[] slope;

    private final double[] level;
    /** The inverse covariance of the free shares times a vector of ones. */
    private final double[] ones;
    /** The multiplier of the budget is lambda (priceSlope + shift) + priceLevel. */
    private double priceSlope;

    private double priceLevel;
    /** A number that is subtracted from all returns, so that differences of nearly equal returns are exact. */
    private double shift;

    /** The assets by their returns, the highest first. */
    private final Integer[] order;
    /** Lambda at the next breakpoint. */
    private double nextLambda;

    /** The share that changes its state at the next breakpoint, n for the unspent part of the budget; -1 if no breakpoint is above 0. */
    private int moving;
    /** The state of the share {@link #moving} from the next breakpoint on. */
    private byte newState;
    /** The share, or n, that was fixed at the last breakpoint; -1 if a share was freed there. */
    private int lastFixed;

    CriticalLine(Portfolio portfolio) {
        this.portfolio = portfolio;
        n = portfolio.size;
        returns = new double[n];
        x = new double[n];
        state = new byte[n + 1];
        free = new FreeShares(portfolio.covariance, n);
        slope = new double[n];
        level = new double[n];
        ones = new double[n];
        order = new Integer[n];
    }

    double[] shares() {
        return x;
    }

    /** Returns the smallest variance of all portfolios; NaN if the covariance is not positive definite. */
    double smallestVariance() {
        free.clear();
        for (int i = 0; i < n; i++) {
            free.add(i);
        }
        if (!free.updateFactor()) {
            return Double.NaN;
        }
        Arrays.fill(returns, 0);
        ReturnOrder.untie(returns, order, !portfolio.isInvested);
        start();
        return follow(0) ? portfolio.varianceOf(x) : Double.NaN;
    }

    /** Finds the best shares; returns false if rounding errors broke the path. */
    boolean findBest(double[] theta) {
        System.arraycopy(theta, 0, returns, 0, n);
        ReturnOrder.untie(returns, order, !portfolio.isInvested);
        start();
        return portfolio.varianceOf(x) <= portfolio.maxVariance || follow(portfolio.maxVariance);
    }

    /**
     * Sets x to the best portfolio without a limit of the variance: the budget is spent on the highest returns first.
     */
    private void start() {
        Arrays.fill(x, portfolio.lower);
        Arrays.fill(state, LOW);
        free.clear();
        double unspent = portfolio.budget - n * portfolio.lower;
        state[n] = LOW;
        for (int i : order) {
            boolean isWorthwhile = portfolio.isInvested || returns[i] > 0;
            if (!isWorthwhile) {
                break;
            }
            if (unspent >= portfolio.upper - portfolio.lower) {
                x[i] = portfolio.upper;
                state[i] = HIGH;
                unspent -= portfolio.upper - portfolio.lower;
            } else {
                x[i] = portfolio.lower + unspent;
                unspent = 0;
                enter(i);
                return;
            }
        }
        if (!portfolio.isInvested) {
            state[n] = FREE; // part of the budget is unspent
        } else { // the budget is spent: the last share of the order becomes free first
            int last = order[n - 1];
            enter(last);
        }
    }

    private void enter(int i) {
        free.add(i);
        state[i] = FREE;
    }

    /**
     * Lowers lambda until the variance is the limit, or to 0 if the limit is 0; returns false if rounding errors broke
     * the path.
     */
    private boolean follow(double limit) {
        double lambda = Double.POSITIVE_INFINITY;
        lastFixed = -1;
        for (int step = 0;
                step < 20 * n + 100;
                step++) { // paths are much shorter, unless rounding errors make them cycle
            if (!computeLine()) {
                return false;
            }
            findBreakpoint(lambda);
            double lambdaOfLimit = limit > 0 ? lambdaAtLimit(limit, nextLambda, lambda) : -1;
            move(lambdaOfLimit >= 0 ? lambdaOfLimit : nextLambda);
            if (lambdaOfLimit >= 0) {
                return true;
            }
            if (moving < 0) { // lambda is 0
                return limit == 0 || portfolio.varianceOf(x) <= limit * (1 + ROUNDING);
            }
            changeState();
            lambda = nextLambda;
        }
        return false;
    }

    /**
     * Finds the largest lambda below this one at which a share, or the unspent part of the budget, reaches or leaves a
     * bound.
     */
    private void findBreakpoint(double lambda) {
        nextLambda = 0;
        moving = -1;
        double spentSlope = 0;
        double spent = 0;
        for (int k = 0; k < free.count(); k++) {
            double bound = slope[k] > 0 ? portfolio.lower : portfolio.upper;
            if (slope[k] != 0) {
                consider(Math.min(lambda, (bound - level[k]) / slope[k]), free.share(k), slope[k] > 0 ? LOW : HIGH);
            }
            spentSlope += slope[k];
            spent += level[k];
        }
        if (state[n] == FREE && spentSlope < 0) {
            consider(Math.min(lambda, (portfolio.budget - bounded() - spent) / spentSlope), n, LOW);
        }
        for (int i = 0; i <= n; i++) {
            boolean mayEnter = state[i] != FREE && i != lastFixed && !(i == n && portfolio.isInvested);
            if (mayEnter) {
                // moving share i away from its bound gains rise * lambda + height per unit: at most 0 above the
                // breakpoint; state[i] is -1 at the lower bound and 1 at the upper bound
                double rise = state[i] * ((i < n ? pull(i, slope) - (returns[i] - shift) : shift) + priceSlope);
                double height = state[i] * ((i < n ? pull(i, level) + pull(i) : 0) + priceLevel);
                if (rise < 0) {
                    consider(Math.min(lambda, -height / rise), i, FREE);
                }
            }
        }
    }

    /** Takes lambda as the next breakpoint, at which a share changes its state to {@code to}, if no breakpoint above it is known. */
    private void consider(double lambda, int share, byte to) {
        if (lambda > nextLambda) {
            nextLambda = lambda;
            moving = share;
            newState = to;
        }
    }

    /** Fixes the share that reached a bound, or frees the share that leaves its bound. */
    private void changeState() {
        lastFixed = newState == FREE ? -1 : moving;
        state[moving] = newState;
        if (moving == n) {
            return;
        }
        if (newState == FREE) {
            free.add(moving);
            return;
        }
        x[moving] = newState == LOW ? portfolio.lower : portfolio.upper;
        free.remove(moving);
    }

    /** Returns the sum of the shares at bounds. */
    private double bounded() {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += state[i] == FREE ? 0 : x[i];
        }
        return sum;
    }

    /** Sets the free shares of x to their values at lambda. */
    private void move(double lambda) {
        for (int k = 0; k < free.count(); k++) {
            double share = slope[k] == 0 ? level[k] : lambda * slope[k] + level[k];
            x[free.share(k)] = Math.max(portfolio.lower, Math.min(portfolio.upper, share));
        }
    }

    /** Returns the part of (Sigma x)_i that shares at bounds contribute. */
    private double pull(int i) {
        double sum = 0;
        for (int j = 0; j < n; j++) {
            sum += state[j] == FREE ? 0 : portfolio.covariance[i * n + j] * x[j];
        }
        return sum;
    }

    /** Returns the part of (Sigma x)_i that free shares contribute, for their slopes or levels. */
    private double pull(int i, double[] ofFree) {
        double sum = 0;
        for (int k = 0; k < free.count(); k++) {
            sum += portfolio.covariance[i * n + free.share(k)] * ofFree[k];
        }
        return sum;
    }

    /** Computes the free shares as linear functions of lambda; returns false if rounding errors prevent it. */
    private boolean computeLine() {
        if (!free.updateFactor()) {
            return false;
        }
        double budgetOfFree = portfolio.budget - bounded();
        shift = state[n] == FREE || free.count() == 0 ? 0 : returns[free.share(0)];
        for (int k = 0; k < free.count(); k++) {
            int i = free.share(k);
            slope[k] = returns[i] - shift;
            ones[k] = 1;
            level[k] = -pull(i);
        }
        free.solve(slope);
        free.solve(level);
        if (state[n] == FREE) {
            priceSlope = 0;
            priceLevel = 0;
            return true;
        }
        free.solve(ones);
        double sumOfSlopes = 0;
        double sumOfLevels = 0;
        double sumOfOnes = 0;
        for (int k = 0; k < free.count(); k++) {
            sumOfSlopes += slope[k];
            sumOfLevels += level[k];
            sumOfOnes += ones[k];
        }
        if (free.count() == 0) {
            return false;
        }
        priceSlope = sumOfSlopes / sumOfOnes;
        priceLevel = (sumOfLevels - budgetOfFree) / sumOfOnes;
        for (int k = 0; k < free.count(); k++) {
            slope[k] = free.count() == 1 ? 0 : slope[k] - ones[k] * priceSlope;
            level[k] = free.count() == 1 ? budgetOfFree : level[k] - ones[k] * priceLevel;
        }
        return true;
    }

    /**
     * Returns the largest lambda between {@code low} and {@code high} at which the variance equals the limit; -1 if
     * there is none.
     */
    private double lambdaAtLimit(double limit, double low, double high) {
        // the variance is square lambda^2 + 2 cross lambda + constant
        double square = 0;
        double cross = 0;
        double constant = 0;
        for (int i = 0; i < n; i++) {
            if (state[i] != FREE) {
                cross += x[i] * pull(i, slope);
                constant += x[i] * (pull(i) + 2 * pull(i, level));
            }
        }
        for (int k = 0; k < free.count(); k++) {
            for (int m = 0; m < free.count(); m++) {
                double entry = portfolio.covariance[free.share(k) * n + free.share(m)];
                square += slope[k] * entry * slope[m];
                cross += slope[k] * entry * level[m];
                constant += level[k] * entry * level[m];
            }
        }
        double atLow = low * low * square + 2 * low * cross + constant;
        if (atLow > limit || square <= 0) {
            return -1;
        }
        // the larger root of square l^2 + 2 cross l + constant - limit, without cancellation
        double root = Math.sqrt(Math.max(0, cross * cross - square * (constant - limit)));
        double crossing = cross > 0 ? -(constant - limit) / (cross + root) : (root - cross) / square;
        return Math.max(low, Math.min(high, crossing));
    }
}
