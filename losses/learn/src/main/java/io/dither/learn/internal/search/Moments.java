package io.dither.learn.internal.search;

import java.util.Arrays;

/** The simulated moments: of each free parameter its own; that of epsilon is along the parameters that are fixed. */
final class Moments {
    /** The moments at one point, and their standard errors. */
    @SuppressWarnings("ArrayRecordComponent") // a carrier, compared by nobody
    record Point(double[] x, double[] moment, double[] errors) {
        /** Returns the sum of squares of the moments against their errors as they are at another point. */
        double merit(double[] scale) {
            double sum = 0;
            for (int i = 0; i < moment.length; i++) {
                double ratio = moment[i] / Math.max(scale[i], 1e-300);
                sum += ratio * ratio;
            }
            return sum;
        }

        /** Returns the largest moment against its error. */
        double largest() {
            double most = 0;
            for (int i = 0; i < moment.length; i++) {
                most = Math.max(most, Math.abs(moment[i]) / Math.max(errors[i], 1e-300));
            }
            return most;
        }
    }

    private final Evaluations asked;
    private final Unknowns unknowns;
    private final Bounds box;
    private final boolean multiplicative;
    private long step;
    private int samples;
    private double total;

    Moments(Evaluations asked, Unknowns unknowns, Bounds box) {
        this.asked = asked;
        this.unknowns = unknowns;
        this.box = box;
        multiplicative = asked.criterion.noise().multiplicative();
        samples = asked.settings.samples();
    }

    double[] start() {
        return unknowns.of(unknowns.centre, Math.log(multiplicative ? 0.3 : level()));
    }

    /** The unit of epsilon. */
    double level() {
        double largest = Arrays.stream(unknowns.centre).map(Math::abs).max().orElse(1);
        return multiplicative ? 1 : Math.max(1e-9, largest);
    }

    /** Evaluates the moments, NaN outside their domain. */
    Point at(double[] x) {
        double[] parameters = unknowns.parameters(x);
        double[] sums = asked.sums(parameters, unknowns.epsilon(x), step, samples);
        total = sums[0];
        double[] moment = new double[x.length];
        double[] errors = new double[x.length];
        int k = parameters.length;
        int[] free = unknowns.free;
        for (int i = 0; i < free.length; i++) {
            moment[i] = sums[2 + free[i]] / sums[0];
            errors[i] = Math.sqrt(sums[2 + k + free[i]]) / sums[0];
            boolean rests =
                    (x[i] <= box.low()[free[i]] && moment[i] > 0) || (x[i] >= box.high()[free[i]] && moment[i] < 0);
            moment[i] = rests ? 0 : moment[i];
        }
        if (unknowns.haveEpsilon) {
            double squares = 0;
            for (int f = 0; f < k; f++) {
                if (box.isFixed(f)) {
                    moment[x.length - 1] += parameters[f] * sums[2 + f] / sums[0];
                    squares += parameters[f] * parameters[f] * sums[2 + k + f];
                }
            }
            errors[x.length - 1] = Math.sqrt(squares) / sums[0];
        }
        return new Point(x, moment, errors);
    }

    /** Returns the equations of an example with this gradient. */
    double[] equations(double[] gradient, double[] parameters) {
        double[] all = unknowns.of(gradient, 0);
        for (int f = 0; unknowns.haveEpsilon && f < parameters.length; f++) {
            all[all.length - 1] += box.isFixed(f) ? parameters[f] * gradient[f] : 0;
        }
        return all;
    }

    /** Moves unknowns to where they may be, from where they are. */
    double[] moved(double[] from, double[] by) {
        return unknowns.moved(from, by);
    }

    /** How far unknowns are moved for differences: what moves the costs of decisions by a share of those that noise makes. */
    double[] differences(double[] x) {
        double[] parameters = unknowns.parameters(x);
        double[] sums = asked.sums(parameters, unknowns.epsilon(x), step, samples);
        int k = parameters.length;
        double spread = 0;
        for (int f = 0; f < k; f++) {
            spread += parameters[f] * parameters[f] * sums[2 + k + f] / sums[0];
        }
        double unit = multiplicative ? Math.sqrt(spread) : unknowns.epsilon(x);
        double[] lengths = new double[k];
        for (int f = 0; f < k; f++) {
            double deviation = Math.sqrt(sums[2 + k + f] / sums[0]);
            lengths[f] = deviation == 0 ? 0 : Evaluations.DIFFERENCE * unit / deviation;
        }
        return unknowns.of(lengths, 0.2);
    }

    /** Takes noise of its own from now on, in common for both ends of a difference, and as much as a Jacobian needs. */
    void differ() {
        step = 1;
        samples = asked.jacobianSamples();
    }

    /** The sum of the weights of the examples, where they were asked last. */
    double total() {
        return total;
    }
}
