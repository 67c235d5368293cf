package io.dither.exact;

/**
 * A positive, analytic and log-concave function on the line, whose integral is computed by the trapezoidal rule. The
 * rule starts near the mode and goes outward until terms change no digit. It converges fast: each time its step is
 * halved, the number of right digits about doubles. So the step is halved until the sum hardly changes.
 */
abstract class LogConcaveIntegrand {
    /** The first step of the rule, in units of 1 / sqrt(curvature) at the mode. */
    private static final double STEP = 0.8;
    /** If a sum changes by less than this share when the step is halved, the new sum is exact to rounding. */
    private static final double SMALL_CHANGE = 1e-8;
    /** A term changes no digit if the logarithm of its ratio to the largest term is below this. */
    private static final double NEGLIGIBLE = -40;
    /** The largest number of Newton steps to the mode; a few are enough for a log-concave function. */
    private static final int MAX_STEPS = 100;

    /** The derivatives of the logarithm in the parameters of the function, at the current point. */
    final double[] parameterSlopes;

    /** The logarithm of the function at the current point. */
    double logarithm;
    /** The derivative of the logarithm. */
    double slope;
    /** Minus the second derivative of the logarithm. */
    double curvature;

    LogConcaveIntegrand(int parameters) {
        parameterSlopes = new double[parameters];
    }

    /** Computes the logarithm and its derivatives at a point. */
    abstract void moveTo(double x);

    /**
     * Returns the logarithm of the integral, and fills in its derivatives in the parameters; {@code slopes} must be 0
     * before. The mode is between {@code low} and {@code high}.
     */
    double logIntegral(double low, double high, double[] slopes) {
        double mode = moveToMode(low, high);
        // all terms are divided by e^peak, about the largest term, so that they do not overflow
        double peak = logarithm;
        double step = STEP / Math.sqrt(curvature);
        double sum = addTo(slopes, peak) + addSide(slopes, mode, step, peak) + addSide(slopes, mode, -step, peak);
        double between;
        do {
            // the points of the halved step that the sum does not have yet
            between = addSide(slopes, mode - step / 2, step, peak) + addSide(slopes, mode + step / 2, -step, peak);
            sum += between;
            step /= 2;
            // in units of the new step, the integral changed from 2 (sum - between) to sum
        } while (Math.abs(2 * between - sum) > SMALL_CHANGE * sum);
        for (int i = 0; i < slopes.length; i++) {
            slopes[i] /= sum;
        }
        return peak + Math.log(sum * step);
    }

    /** Moves near the mode, by Newton steps that are safeguarded by bisection, and returns the point. */
    private double moveToMode(double low, double high) {
        double left = low;
        double right = high;
        double x = low;
        for (int step = 0; ; step++) {
            moveTo(x);
            // a hundredth of a standard deviation is near enough: the rule may start anywhere near the mode
            if (Math.abs(slope) < 1e-2 * Math.sqrt(curvature) || step == MAX_STEPS) {
                return x;
            }
            left = slope > 0 ? x : left;
            right = slope > 0 ? right : x;
            double next = x + slope / curvature;
            x = next > left && next < right ? next : (left + right) / 2;
        }
    }

    /** Adds the terms at start + step, start + 2 step, ... until they are negligible; returns their sum. */
    private double addSide(double[] slopes, double start, double step, double peak) {
        double sum = 0;
        for (int k = 1; ; k++) {
            moveTo(start + k * step);
            if (!(logarithm - peak > NEGLIGIBLE)) { // NaN, too, ends the sum
                return sum;
            }
            sum += addTo(slopes, peak);
        }
    }

    /**
     * Adds the derivatives of the function in its parameters to {@code slopes}, and returns the function's value; both
     * are divided by e^peak.
     */
    private double addTo(double[] slopes, double peak) {
        double value = Math.exp(logarithm - peak);
        for (int i = 0; i < slopes.length; i++) {
            slopes[i] += value * parameterSlopes[i];
        }
        return value;
    }
}
