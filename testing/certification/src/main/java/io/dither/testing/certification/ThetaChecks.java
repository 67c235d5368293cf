package io.dither.testing.certification;

import io.dither.layer.Estimated;
import io.dither.layer.NoiseKey;
import io.dither.layer.Pass;
import io.dither.layer.SmoothedOptimizer;
import io.dither.layer.ValueAndGradient;
import io.dither.testing.ThetaSampler;
import io.dither.testing.certification.Subject.Stream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The checks at one theta: compares estimates from M samples with other estimates, which have different noise keys. */
final class ThetaChecks {
    /** The estimated quantities; the VJP requires a noise with a score. */
    static final List<String> QUANTITIES = List.of("F_eps", "y_eps", "VJP");

    /** The lengths of steps, in units of epsilon; the longest step changes most solutions. */
    private static final double[] STEPS = {0.3, 3, 30};

    /**
     * The number of independent parts of the samples. Standard errors are estimated from each part, which gives their
     * spread.
     */
    static final int SHARES = 16;

    private final Subject subject;
    /** The number of the theta, from 0. */
    private final int index;

    private final double[] theta;
    /** The cotangent of the VJP. */
    private final double[] v;

    /** The estimates of QUANTITIES from M samples; without the VJP if the noise has no score. */
    private final List<Estimated> estimates;
    /**
     * The error of y_eps that a solution may cause that occurs in no sample, and so does not contribute to standard
     * errors: its probability may be up to about 3 / M (rule of three).
     */
    private final double unseenError;

    ThetaChecks(Subject subject, SmoothedOptimizer layer, int index, double[] theta) {
        this.subject = subject;
        this.index = index;
        this.theta = theta;
        v = subject.direction(index);
        estimates = quantities(layer, Stream.ESTIMATE.key(index));
        unseenError = 3 * scale(estimates.get(1).values()) / subject.samples(); // 1 is y_eps
    }

    /** Returns 1 + the largest |value|, the scale of the values; it is above 0 even if all of them are 0. */
    private static double scale(double[] values) {
        return 1 + Arrays.stream(values).map(Math::abs).max().orElse(0);
    }

    /** Estimates the quantities by a layer; without the VJP if the noise has no score. */
    private List<Estimated> quantities(SmoothedOptimizer layer, NoiseKey key) {
        ValueAndGradient smoothed = layer.smoothed(theta, key);
        Pass pass = layer.forward(theta, key);
        Estimated value = new Estimated(new double[] {smoothed.value()}, new double[] {smoothed.standardError()});
        return subject.noScoreReason().isPresent()
                ? List.of(value, pass.output())
                : List.of(value, pass.output(), pass.vjp(v));
    }

    /**
     * Brackets the increments of F_eps over steps, with the same noise at both ends. The standard error of an excess is
     * set to a fifth of the tolerance, so that an excess up to the tolerance is accepted.
     */
    List<ZScore> brackets(SmoothedOptimizer layer, double tolerance) {
        List<ZScore> excesses = new ArrayList<>();
        double[] direction = subject.direction(-1 - index); // v is the direction of the index itself
        for (double step : STEPS) {
            Bracket bracket = GradientChecks.between(
                    subject.oracle().sense(),
                    point -> layer.smoothed(point, Stream.BRACKET.key(index)),
                    theta,
                    end(direction, step * subject.epsilon()));
            if (bracket.lower() != bracket.upper()) { // if they are equal, no solution changed
                double standardError = tolerance / GradientCertification.BOUND;
                excesses.add(new ZScore("theta " + index + ", step " + step, bracket.excess(), 0, standardError));
            }
        }
        return excesses;
    }

    /**
     * Returns the end of a step. The end of an additive step is mapped into the domain by {@link
     * ThetaSampler#moveInside}; multiplicative steps keep the sign of each coordinate, as the noise does.
     */
    private double[] end(double[] direction, double step) {
        double[] end = theta.clone();
        for (int i = 0; i < end.length; i++) {
            // a factor above e^3 would add nothing: the longest step changes most solutions already
            double move = step * direction[i];
            end[i] = subject.multiplicative() ? end[i] * StrictMath.exp(Math.min(move, 3)) : end[i] + move;
        }
        if (!subject.multiplicative()) {
            ThetaSampler.moveInside(end, subject.oracle().domain());
        }
        return end;
    }

    /** Compares F_eps, y_eps or a VJP with the same quantity of an exact layer. */
    List<ZScore> against(SmoothedOptimizer exact, int quantity) {
        return scores(quantity, quantities(exact, NoiseKey.ZERO));
    }

    /** Compares F_eps, y_eps and a VJP with estimates from twice the samples. */
    List<ZScore> againstTwice(SmoothedOptimizer twice) {
        List<Estimated> references = quantities(twice, Stream.TWICE.key(index));
        return IntStream.range(0, references.size())
                .mapToObj(quantity -> scores(quantity, references))
                .flatMap(List::stream)
                .toList();
    }

    /** Compares the estimate of a quantity with the same quantity in a list of references. */
    private List<ZScore> scores(int quantity, List<Estimated> references) {
        double largestFactor = IntStream.range(0, theta.length)
                .mapToDouble(i -> Math.abs(subject.scoreFactor(theta, i)))
                .max()
                .orElse(0);
        // for F_eps, y_eps and the VJP; coordinate i of the VJP is the mean of <v, y> times the score times its factor
        double[] unseenErrors = {0, unseenError, unseenError * scale(v) * largestFactor};
        String name = QUANTITIES.get(quantity) + " of theta " + index;
        return GradientChecks.scores(name, estimates.get(quantity), references.get(quantity), unseenErrors[quantity]);
    }

    /** Compares the gradient of F_eps with an estimate from values only. */
    List<ZScore> valueGradient(SmoothedOptimizer layer) {
        Estimated gradient = layer.smoothed(theta, Stream.ESTIMATE.key(index)).gradient();
        Estimated values = new ValueOnly(subject, theta).gradient(Stream.VALUES.key(index));
        List<ZScore> scores = GradientChecks.scores("theta " + index, values, gradient, unseenError);
        return IntStream.range(0, theta.length)
                .filter(i -> subject.scoreFactor(theta, i) != 0)
                .mapToObj(scores::get)
                .toList();
    }

    /** Compares the Jacobian of y_eps with the Hessian of F_eps, which is estimated from values only. */
    List<ZScore> hessian(SmoothedOptimizer layer) {
        Pass pass = layer.forward(theta, Stream.ESTIMATE.key(index));
        List<Estimated> rows = new ValueOnly(subject, theta).hessian(Stream.HESSIAN.key(index));
        return IntStream.range(0, theta.length)
                .mapToObj(i -> {
                    double[] unit = new double[theta.length];
                    unit[i] = 1;
                    String name = "theta " + index + ", row " + i + " ";
                    return GradientChecks.scores(name, rows.get(i), pass.vjp(unit), unseenError / subject.epsilon());
                })
                .flatMap(List::stream)
                .toList();
    }

    /**
     * Compares the VJP, integrated along a coordinate, with the difference of y_eps. Chooses the coordinate with noise
     * in which y_eps varies most. Returns no score if y_eps varies in no such coordinate.
     */
    List<ZScore> integratedVjp(SmoothedOptimizer ends, SmoothedOptimizer nodes) {
        Estimated output = estimates.get(1); // y_eps
        int j = IntStream.range(0, theta.length)
                .filter(i -> subject.scoreFactor(theta, i) != 0 && output.errorOrZero(i) > 0)
                .reduce((best, i) -> output.errorOrZero(i) > output.errorOrZero(best) ? i : best)
                .orElse(-1);
        if (j < 0) {
            return List.of();
        }
        // about as far as a noise of 1 moves the coordinate
        double step = subject.multiplicative()
                ? theta[j] * StrictMath.expm1(subject.epsilon())
                : subject.noise().sign(subject.oracle()) * subject.epsilon();
        return List.of(GradientChecks.integratedVjp(ends, nodes, new GradientChecks.Segment(theta, j, step), v, index)
                .withAddedError(unseenError * scale(v)));
    }

    /**
     * Compares the logarithms of the standard errors of F_eps, y_eps and a VJP from shares of the samples with the
     * logarithms from twice as many samples; the spread over shares gives the standard errors of these logarithms.
     */
    List<ZScore> shrinkage(SmoothedOptimizer share, SmoothedOptimizer twoShares) {
        Estimated errors = logErrors(share, Stream.SHARE);
        Estimated errorsOfTwo = logErrors(twoShares, Stream.TWO_SHARES);
        return IntStream.range(0, errors.values().length)
                .filter(q -> Double.isFinite(errors.values()[q] + errorsOfTwo.values()[q]))
                .mapToObj(q -> new ZScore(
                        "error of " + QUANTITIES.get(q) + " of theta " + index,
                        errors.values()[q] - errorsOfTwo.values()[q],
                        0.5 * StrictMath.log(2),
                        Math.hypot(errors.standardErrors()[q], errorsOfTwo.standardErrors()[q])))
                .toList();
    }

    /**
     * Returns, for each quantity, the mean over shares of the logarithm of the norm of its standard errors; not finite
     * if one norm is 0.
     */
    private Estimated logErrors(SmoothedOptimizer layer, Stream stream) {
        Moments moments = new Moments(estimates.size());
        for (int share = 0; share < SHARES; share++) {
            moments.add(quantities(layer, stream.key((long) index * SHARES + share)).stream()
                    .mapToDouble(ThetaChecks::logError)
                    .toArray());
        }
        return moments.estimated();
    }

    /** Returns the logarithm of the norm of the standard errors; negative infinity if they are 0. */
    private static double logError(Estimated estimate) {
        double error = IntStream.range(0, estimate.values().length)
                .mapToDouble(estimate::errorOrZero)
                .reduce(0, Math::hypot);
        // rounding errors may give a standard error of 1e-17 instead of 0
        return error < 1e-12 ? Double.NEGATIVE_INFINITY : StrictMath.log(error);
    }
}
