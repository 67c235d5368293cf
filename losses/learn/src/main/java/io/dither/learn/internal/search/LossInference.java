package io.dither.learn.internal.search;

import io.dither.error.Arguments;
import io.dither.internal.algebra.Bread;
import io.dither.internal.algebra.Vectors;
import io.dither.learn.evaluate.ExampleGradients;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.FitSettings.Errors;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.GroupEffects;
import io.dither.learn.model.PlainText;
import io.dither.learn.model.Standardisable;
import io.dither.learn.model.Weight;
import io.dither.learn.model.WeightStatus;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.jspecify.annotations.Nullable;

/**
 * Computes standard errors at the minimum of a loss, if the loss belongs to a model of decisions and the search converged: by the sandwich
 * estimator or, for {@link Errors#MODEL}, by the inverse Hessian.
 *
 * @param evaluations evaluates the examples
 * @param box the bounds of the parameters that were searched
 * @param epsilon the amplitude of the noise of the search; a learnt epsilon is this times that of the {@link EpsilonModel}
 * @param errors the kind of standard errors
 */
record LossInference(Evaluations evaluations, Bounds box, double epsilon, Errors errors) {
    /**
     * Gradients of examples below this times the largest weight of an example are rounding errors: features are standardised, so that gradients
     * are about as large as weights of examples.
     */
    private static final double ROUNDING = 1e-12;

    /** The first step of the differences, as a share of the amplitude of the noise. */
    private static final double STEP = 0.6;
    /** The same share if mean decisions have a closed form. */
    private static final double STEP_EXACT = 1e-4;
    /** The number of replicates of each difference at the beginning, each with its own noise; a closed form needs only 1. */
    private static final int REPLICATES = 4;

    /**
     * Returns the fit, with weights in raw units.
     *
     * @param largestSlope the largest slope, in standard errors of that slope
     * @param stopReason why the search did not converge; empty if it did
     */
    Fitted fitted(Descent.Point point, double largestSlope, String stopReason) {
        // fixes the weights of the reference coordinate, if there is one, so that the other weights are identified
        Reference reference = Reference.of(evaluations, box, epsilon, point.x());
        return new LossInference(evaluations, reference.fixed(box, point.x()), epsilon, errors)
                .fitted(point, reference, largestSlope, stopReason);
    }

    private Fitted fitted(Descent.Point point, Reference reference, double largestSlope, String stopReason) {
        double[] x = point.x();
        EpsilonModel epsilonModel = evaluations.epsilonModel;
        // unit / epsilon ended at its lower bound: decisions do not follow the part of the costs from fixed weights and
        // offsets
        boolean isUnitUnidentified =
                epsilonModel != null && box.isAtBound(epsilonModel.epsilonIndex(), x[epsilonModel.epsilonIndex()]);
        // before the standard errors, which reuse the gradients at x
        List<String> separated = separated(x);
        FitErrors fitErrors = fitErrors(point, stopReason.isEmpty(), isUnitUnidentified);
        String message = stopReason.isEmpty() || !separated.isEmpty()
                ? fitErrors.warning()
                : PlainText.format("the largest slope is %.2g standard errors: ", largestSlope) + stopReason;
        if (!reference.message().isEmpty()) {
            message = reference.message() + (message.isEmpty() ? "" : "; " + message);
        }
        Fitted.Builder builder = epsilonModel == null
                ? byGivenEpsilon(x, reference, fitErrors, separated)
                : byLearntEpsilon(x, epsilonModel, reference, fitErrors, separated);
        Fitted.Status searchStatus = stopReason.isEmpty() ? Fitted.Status.CONVERGED : Fitted.Status.STOPPED;
        return evaluations.ended(
                builder.loss(point.sums().meanLoss()),
                isUnitUnidentified ? Fitted.Status.UNIDENTIFIED : searchStatus,
                isUnitUnidentified
                        ? "the decisions do not follow the known part of the costs, which is the unit of the weights and epsilon. Maybe"
                                + " fix another weight"
                        : message,
                separated,
                fitErrors.unidentified(evaluations.searched.names()));
    }

    private Fitted.Builder byGivenEpsilon(
            double[] x, Reference reference, FitErrors fitErrors, List<String> separated) {
        double[] rawPerStandardised = FitErrors.rawPerStandardised(evaluations.model);
        IntFunction<double[]> derivatives = reference.derivatives(rawPerStandardised, x.length);
        double[] parameters = reference.withRawDifferences(x);
        List<Weight> weights = reference.withStatuses(withoutFiniteEstimate(
                fitErrors.weights(evaluations.model, parameters, box, x, rawPerStandardised, derivatives), separated));
        return evaluations
                .builder(parameters)
                .epsilonWeight(Weight.ofGivenEpsilon(epsilon, evaluations.criterion.isOfDecisionModel()))
                .weights(weights)
                .covariance(fitErrors.covariance(weights, derivatives));
    }

    /**
     * Builds the fit with a learnt epsilon. A raw weight is (c . d) / inverse + shift: d are the differences of the free parameters from those of
     * the reference, c the derivatives of the weight in the parameters if inverse is 1, and the shift comes from fixed weights. inverse, which is
     * {@link #epsilon} / the learnt epsilon, is proportional to the parameter after the weights.
     */
    private Fitted.Builder byLearntEpsilon(
            double[] x, EpsilonModel epsilonModel, Reference reference, FitErrors fitErrors, List<String> separated) {
        double[] rawPerStandardised = FitErrors.rawPerStandardised(evaluations.model);
        IntFunction<double[]> derivatives = reference.derivatives(rawPerStandardised, x.length);
        int epsilonIndex = epsilonModel.epsilonIndex();
        double inverse = epsilonModel.inverseEpsilon(x);
        double[] parameters = reference.withRawDifferences(epsilonModel.weights(x));
        // the derivative of epsilon in its parameter, but for the sign, which does not change the standard error
        Weight ofEpsilon = Weight.ofEpsilon(fitErrors.interval(
                epsilon / inverse, FitErrors.only(x.length, epsilonIndex, epsilon / inverse / x[epsilonIndex])));
        double[] units = Arrays.copyOf(rawPerStandardised, x.length);
        units[epsilonIndex] = 1;
        double[] raw = Standardisable.of(evaluations.model).raw(parameters);
        double[] differences = reference.minusReference(x);
        double[] shifts = shifts(rawPerStandardised.length, derivatives, differences);
        IntFunction<double[]> rawGradients = k -> { // the derivatives of raw weight k in x
            double[] coefficients = derivatives.apply(k);
            for (int j = 0; j < coefficients.length; j++) {
                coefficients[j] /= inverse;
            }
            // the derivative of (c . d) / inverse in the parameter for epsilon, to which inverse is proportional
            coefficients[epsilonIndex] = (shifts[k] - raw[k]) / x[epsilonIndex];
            return coefficients;
        };
        List<Weight> weights =
                new ArrayList<>(fitErrors.weights(evaluations.model, parameters, box, x, units, rawGradients));
        // inverse = denominator . x
        double[] denominator = FitErrors.only(x.length, epsilonIndex, inverse / x[epsilonIndex]);
        for (int k = 0; k < weights.size(); k++) {
            Weight freePart = weights.get(k).shifted(-shifts[k]);
            weights.set(
                    k,
                    fitErrors
                            .ratio(freePart, differences, derivatives.apply(k), denominator)
                            .shifted(shifts[k]));
        }
        weights = reference.withStatuses(withoutFiniteEstimate(weights, separated));
        return evaluations
                .builder(parameters)
                .epsilonWeight(ofEpsilon)
                .weights(weights)
                .covariance(fitErrors.covariance(weights, rawGradients));
    }

    /** Returns the part of each raw weight that comes from other weights, which are fixed: centring adds such parts to intercepts. */
    private double[] shifts(int size, IntFunction<double[]> derivatives, double[] differences) {
        double[] shifts = new double[size];
        for (int k = 0; k < size; k++) {
            double[] coefficients = derivatives.apply(k);
            for (int j = 0; j < size; j++) {
                shifts[k] += j != k && box.isFixed(j) ? coefficients[j] * differences[j] : 0;
            }
        }
        return shifts;
    }

    /**
     * Returns the weights without a finite estimate (separation): the gradients of all examples along such a weight have the same sign or are
     * 0, both at the estimate of the weight and at the weight 0. Empty after penalties, mini-batches or early stopping, which end at finite
     * weights.
     */
    private List<String> separated(double[] x) {
        FitSettings settings = evaluations.settings;
        if (settings.l1() > 0 || settings.l2() > 0 || settings.epochs() > 0 || settings.earlyStopping() > 0) {
            return List.of();
        }
        List<String> separated = new ArrayList<>();
        ExampleGradients gradients = evaluations.gradients(x, epsilon, 0, settings.samples());
        for (int k = 0; k < evaluations.model.names().size(); k++) {
            if (box.isFixed(k)
                    || box.isAtBound(k, x[k])
                    || (!isOnOneSide(gradients, k, 1) && !isOnOneSide(gradients, k, -1))) {
                continue;
            }
            double[] withZero = x.clone();
            withZero[k] = 0;
            ExampleGradients gradientsAtZero = evaluations.gradients(withZero, epsilon, 0, settings.samples());
            if (isOnOneSide(gradientsAtZero, k, 1)
                    != isOnOneSide(gradientsAtZero, k, -1)) { // both are true if all gradients are 0
                separated.add(evaluations.model.names().get(k));
            }
        }
        return separated;
    }

    private static List<Weight> withoutFiniteEstimate(List<Weight> weights, List<String> separated) {
        return weights.stream()
                .map(weight -> separated.contains(weight.name())
                        ? weight.withoutInterval(WeightStatus.NO_FINITE_ESTIMATE)
                        : weight)
                .toList();
    }

    /** Returns whether the gradients of all examples along a weight have this sign or are 0, up to rounding. */
    private boolean isOnOneSide(ExampleGradients gradients, int k, int sign) {
        double tolerance = ROUNDING * evaluations.largestExampleWeight;
        for (int i = 0; i < gradients.size(); i++) {
            if (sign * gradients.get(i, k) < -tolerance) {
                return false;
            }
        }
        return true;
    }

    /** Computes the standard errors, or the reason why there are none. */
    private FitErrors fitErrors(Descent.Point point, boolean isConverged, boolean isUnitUnidentified) {
        FitSettings settings = evaluations.settings;
        int[] free = IntStream.range(0, evaluations.searched.names().size())
                .filter(k -> !box.isFixed(k) && !box.isAtBound(k, point.x()[k]))
                .toArray();
        // an l2 penalty does not prevent pseudo-true errors, which are errors of the shrunken weights
        boolean isPenalised = settings.l1() > 0 || (settings.l2() > 0 && errors != Errors.PSEUDO_TRUE);
        // the status PENALISED of each weight then gives the reason
        boolean isReasonInStatus = isPenalised && evaluations.criterion.isOfDecisionModel();
        String userReason = errors == Errors.NONE || isReasonInStatus ? "" : evaluations.reasonWithoutErrors();
        boolean isMeasured = errors != Errors.NONE && userReason.isEmpty() && evaluations.criterion.isOfDecisionModel();
        WeightStatus reason = isUnitUnidentified ? WeightStatus.NOT_IDENTIFIED : status(isConverged, isPenalised);
        // without standard errors, the meat still shows which directions are not identified
        boolean needsMeat = isMeasured || (errors == Errors.NONE && evaluations.criterion.isOfDecisionModel());
        if (!needsMeat || free.length == 0 || reason != WeightStatus.ESTIMATED) {
            // weights need no status with a reason if no errors are requested, or if userReason gives the reason
            boolean isReported = isMeasured || reason == WeightStatus.NOT_CONVERGED;
            return new FitErrors(null, free, isReported ? reason : WeightStatus.ESTIMATED, userReason, true);
        }
        List<double[]> equations = equations(point.x(), free, 0, settings.samples());
        // the variance of the noise that copies of an example share is estimated from a second draw of the noise
        boolean doCopiesShareNoise = !evaluations.isExact && settings.weighting() == FitSettings.Weighting.FREQUENCY;
        List<double[]> secondDraw = doCopiesShareNoise ? equations(point.x(), free, 1, settings.samples()) : equations;
        Meat meat =
                Meat.of(equations, secondDraw, evaluations.clusters, evaluations.exampleWeights, settings.weighting());
        return isMeasured
                ? FitErrors.of(
                        Inference.of(meat, basis -> hessian(point, free, meat, basis), modelFactor()),
                        free,
                        meat,
                        evaluations.domainMessage())
                : FitErrors.withoutErrors(meat, free);
    }

    /** Returns the status of free weights: why they have no standard errors, or ESTIMATED if nothing prevents these. */
    private WeightStatus status(boolean isConverged, boolean isPenalised) {
        if (!isConverged) {
            return WeightStatus.NOT_CONVERGED;
        }
        if (isPenalised) {
            return WeightStatus.PENALISED;
        }
        return GroupEffects.of(evaluations.model).isEmpty() ? WeightStatus.ESTIMATED : WeightStatus.BESIDE_EFFECTS;
    }

    /** Returns the factor of the inverse Hessian for errors by the model; 0 for the sandwich estimator. */
    private double modelFactor() {
        if (errors != Errors.MODEL) {
            return 0;
        }
        Arguments.require(
                evaluations.isLikelihood,
                "errors = model needs a likelihood, which the loss '" + evaluations.settings.loss() + "' with "
                        + evaluations.criterion.noise().text() + " noise is not",
                "Maybe choose robust");
        boolean areCopies = evaluations.settings.weighting() == FitSettings.Weighting.FREQUENCY;
        // the loss is epsilon times minus a log likelihood; importance weights are scaled so that they add up to the
        // effective number of examples
        return epsilon
                * (areCopies ? 1 : evaluations.squaredExampleWeights() / Vectors.sum(evaluations.exampleWeights));
    }

    /** Returns the equations of each example: its gradient and its share of the gradient of the penalty, which add up to 0 at the minimum. */
    private List<double[]> equations(double[] x, int[] free, long noiseStep, int samples) {
        ExampleGradients all = evaluations.gradients(x, epsilon, noiseStep, samples);
        double[] penalties = Arrays.stream(free)
                .mapToDouble(k -> evaluations.ridge(k) * x[k])
                .toArray();
        return new Equations(all, evaluations.exampleWeights, free, penalties);
    }

    /** The equations of examples, each computed when it is read. */
    private static final class Equations extends AbstractList<double[]> implements RandomAccess {
        private final ExampleGradients gradients;
        private final double[] weights;
        private final int[] free;
        private final double[] penalties;

        Equations(ExampleGradients gradients, double[] weights, int[] free, double[] penalties) {
            this.gradients = gradients;
            this.weights = weights;
            this.free = free;
            this.penalties = penalties;
        }

        @Override
        public int size() {
            return weights.length;
        }

        @Override
        public double[] get(int example) {
            double[] gradient = new double[free.length];
            for (int k = 0; k < free.length; k++) {
                gradient[k] = gradients.get(example, free[k]) + penalties[k] * weights[example];
            }
            return gradient;
        }
    }

    /**
     * Returns the Hessian of the sum of the losses and penalties, in the coordinates of a basis. If the jackknife leaves out groups in turn,
     * the result also has the Hessian of the sum over each group. Hessians are computed by differences of gradients if the point has none, or
     * for groups.
     */
    private Jacobian.@Nullable Measured hessian(Descent.Point point, int[] free, Meat meat, DMatrixRMaj basis) {
        DMatrixRMaj hessian = point.hessian();
        if (hessian != null && !meat.isJackknife()) {
            DMatrixRMaj whole = CommonOps_DDRM.extract(hessian, free, free.length, free, free.length, null);
            // from the mean over the examples to the sum
            CommonOps_DDRM.scale(point.sums().weight(), whole);
            return new Jacobian.Measured(
                    CommonOps_DDRM.multTransB(Bread.product(basis, whole), basis, null), List.of());
        }
        int samples = evaluations.isExact ? 1 : Math.max(1, evaluations.jacobianSamples() / REPLICATES);
        Jacobian.Equations equations = (moved, replicate) -> {
            double[] x = point.x().clone();
            for (int i = 0; i < free.length; i++) {
                x[free[i]] = moved[i];
            }
            if (meat.isJackknife()) {
                return meat.sumAndParts(equations(x, free, 1 + replicate, samples)); // the search has noise step 0
            }
            double[] gradient = FitErrors.restricted(
                    evaluations.sums(x, epsilon, 1 + replicate, samples).gradient(), free);
            for (int i = 0; i < free.length; i++) {
                gradient[i] += evaluations.ridge(free[i]) * point.sums().weight() * moved[i];
            }
            return gradient;
        };
        // along a direction, the sum of the gradients has variance 1, so that the gradient of an example with weight 1
        // is about 1 / sqrt(squared weights): the first step changes its loss by about STEP times epsilon
        double firstStep =
                (evaluations.isExact ? STEP_EXACT : STEP) * epsilon * Math.sqrt(evaluations.squaredExampleWeights());
        return new Jacobian(equations, evaluations.isExact ? 1 : REPLICATES)
                .along(FitErrors.restricted(point.x(), free), basis, direction -> firstStep);
    }
}
