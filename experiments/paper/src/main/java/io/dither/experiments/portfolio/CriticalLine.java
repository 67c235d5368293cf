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
    private final double[] solvedOnes;
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
        solvedOnes = new double[n];
        order = new Integer[n];
    }

    /** Returns the shares at the current lambda: the best shares after {@link #findBest}. */
    double[] shares() {
        return x;
    }

    /** Returns the smallest variance of all portfolios; NaN if the covariance is not positive definite. */
    double smallestVariance() {
        free.clear(); // all shares are made free, to factorise the whole covariance
        for (int i = 0; i < n; i++) {
            free.add(i);
        }
        if (!free.updateFactor()) {
            return Double.NaN;
        }
        Arrays.fill(returns, 0);
        ReturnOrder.sortAndUntie(returns, order, !portfolio.isInvested);
        start();
        return follow(0) ? portfolio.varianceOf(x) : Double.NaN;
    }

    /** Finds the possible shares x with the largest theta' x; returns false if rounding errors broke the path. */
    boolean findBest(double[] theta) {
        System.arraycopy(theta, 0, returns, 0, n);
        ReturnOrder.sortAndUntie(returns, order, !portfolio.isInvested);
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
        } else { // all shares are at the upper bound: the share with the lowest return becomes free first
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
            double atLimit = limit > 0 ? lambdaAtLimit(limit, nextLambda, lambda) : -1;
            move(atLimit >= 0 ? atLimit : nextLambda);
            if (atLimit >= 0) {
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
        double spentLevel = 0;
        for (int k = 0; k < free.count(); k++) {
            double bound = slope[k] > 0 ? portfolio.lower : portfolio.upper;
            if (slope[k] != 0) {
                // min, because rounding errors may put a breakpoint above the current lambda
                consider(Math.min(lambda, (bound - level[k]) / slope[k]), free.asset(k), slope[k] > 0 ? LOW : HIGH);
            }
            spentSlope += slope[k];
            spentLevel += level[k];
        }
        if (state[n] == FREE && spentSlope < 0) {
            consider(Math.min(lambda, (portfolio.budget - sumAtBounds() - spentLevel) / spentSlope), n, LOW);
        }
        for (int i = 0; i <= n; i++) {
            boolean mayEnter = state[i] != FREE && i != lastFixed && !(i == n && portfolio.isInvested);
            if (mayEnter) {
                // moving share i, or the unspent part (i = n), away from its bound gains gainSlope * lambda + gainLevel
                // per unit: at most 0 above the breakpoint; state[i] is -1 at the lower bound, 1 at the upper bound
                double gainSlope =
                        state[i] * ((i < n ? covarianceWithFree(i, slope) - (returns[i] - shift) : shift) + priceSlope);
                double gainLevel =
                        state[i] * ((i < n ? covarianceWithFree(i, level) + covarianceWithBounded(i) : 0) + priceLevel);
                if (gainSlope < 0) {
                    consider(Math.min(lambda, -gainLevel / gainSlope), i, FREE);
                }
            }
        }
    }

    /**
     * Takes lambda as the next breakpoint if it is above all breakpoints that were considered before. The share changes its state there to
     * {@code to}.
     */
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
    private double sumAtBounds() {
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
            x[free.asset(k)] = Math.max(portfolio.lower, Math.min(portfolio.upper, share));
        }
    }

    /** Returns the part of (Sigma x)_i that shares at bounds contribute. */
    private double covarianceWithBounded(int i) {
        double sum = 0;
        for (int j = 0; j < n; j++) {
            sum += state[j] == FREE ? 0 : portfolio.covariance[i * n + j] * x[j];
        }
        return sum;
    }

    /** Returns the slope, or the level, of the part of (Sigma x)_i that free shares contribute, from their slopes or levels. */
    private double covarianceWithFree(int i, double[] ofFree) {
        double sum = 0;
        for (int k = 0; k < free.count(); k++) {
            sum += portfolio.covariance[i * n + free.asset(k)] * ofFree[k];
        }
        return sum;
    }

    /** Computes the free shares as linear functions of lambda; returns false if rounding errors prevent it. */
    private boolean computeLine() {
        if (!free.updateFactor()) {
            return false;
        }
        double budgetOfFree = portfolio.budget - sumAtBounds();
        // 0 if part of the budget is unspent: the returns are then compared with 0, the return of that part
        shift = state[n] == FREE || free.count() == 0 ? 0 : returns[free.asset(0)];
        for (int k = 0; k < free.count(); k++) {
            int i = free.asset(k);
            slope[k] = returns[i] - shift;
            solvedOnes[k] = 1;
            level[k] = -covarianceWithBounded(i);
        }
        free.solve(slope);
        free.solve(level);
        if (state[n] == FREE) {
            priceSlope = 0;
            priceLevel = 0;
            return true;
        }
        free.solve(solvedOnes);
        double sumOfSlopes = 0;
        double sumOfLevels = 0;
        double sumOfSolvedOnes = 0;
        for (int k = 0; k < free.count(); k++) {
            sumOfSlopes += slope[k];
            sumOfLevels += level[k];
            sumOfSolvedOnes += solvedOnes[k];
        }
        if (free.count() == 0) { // without rounding errors, a spent budget leaves at least one share free
            return false;
        }
        priceSlope = sumOfSlopes / sumOfSolvedOnes;
        priceLevel = (sumOfLevels - budgetOfFree) / sumOfSolvedOnes;
        for (int k = 0; k < free.count(); k++) {
            // a single free share takes what the budget leaves, without rounding errors
            slope[k] = free.count() == 1 ? 0 : slope[k] - solvedOnes[k] * priceSlope;
            level[k] = free.count() == 1 ? budgetOfFree : level[k] - solvedOnes[k] * priceLevel;
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
                cross += x[i] * covarianceWithFree(i, slope);
                constant += x[i] * (covarianceWithBounded(i) + 2 * covarianceWithFree(i, level));
            }
        }
        for (int k = 0; k < free.count(); k++) {
            for (int m = 0; m < free.count(); m++) {
                double entry = portfolio.covariance[free.asset(k) * n + free.asset(m)];
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
