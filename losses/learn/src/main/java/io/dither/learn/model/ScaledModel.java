package io.dither.learn.model;

import io.dither.error.Arguments;
import io.dither.layer.Pullback;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Wraps a model that does not standardise by itself: scales its parameters, so that a change of 1 in any of them moves theta by about
 * the same amount.
 */
final class ScaledModel implements CostModel, Standardisable, Serializable {
    private static final long serialVersionUID = 1L;

    private final CostModel inner;
    /** The root mean square of the nonzero derivatives of theta with respect to each parameter. */
    private final double[] scales;

    private ScaledModel(CostModel inner, double[] scales) {
        this.inner = inner;
        this.scales = scales;
    }

    /**
     * Returns two numbers for each parameter: the number of costs whose derivative in the parameter, at {@link CostModel#start}, is not 0, and the
     * sum of the squares of these derivatives.
     */
    static double[] moments(CostModel model, Features features) {
        Pullback pullback = model.pullback(model.start(), features);
        double[] slopes = new double[model.names().size()];
        double[] sums = new double[2 * slopes.length];
        for (int j = 0; j < FeatureModel.of(model).dimension(features); j++) {
            Arrays.fill(slopes, 0);
            pullback.add(j, 1, slopes);
            for (int k = 0; k < slopes.length; k++) {
                sums[2 * k] += slopes[k] == 0 ? 0 : 1;
                sums[2 * k + 1] += slopes[k] * slopes[k];
            }
        }
        return sums;
    }

    /** Returns the model with the scales that follow from the sums of {@link #moments(CostModel, Features)} over the examples. */
    static CostModel of(CostModel model, double[] sums) {
        Arguments.length("sums", sums, 2 * model.names().size());
        double[] scales = new double[sums.length / 2];
        Arrays.setAll(scales, k -> {
            double root = Math.sqrt(sums[2 * k + 1] / sums[2 * k]);
            // NaN if all derivatives are 0; 0 or infinite if their squares are too small or too large
            return root > 0 && Double.isFinite(root)
                    ? Scales.squarable(model.names().get(k), root)
                    : 1;
        });
        return new ScaledModel(model, scales);
    }

    CostModel inner() {
        return inner;
    }

    /**
     * Passes on the capabilities of the inner model, except {@link Splittable}: the inner model would split costs by unscaled parameters, so {@link
     * ByParameter} splits them by the parameters of this model.
     */
    @Override
    public <C> Optional<C> as(Class<C> capability) {
        return capability.isInstance(this) || capability == Splittable.class
                ? CostModel.super.as(capability)
                : inner.as(capability);
    }

    /** Standardises the inner model anew; the present scales do not matter. */
    @Override
    public CostModel standardisedBy(double[] sums) {
        return of(inner, sums);
    }

    @Override
    public double[] moments(Features features) {
        return moments(inner, features);
    }

    @Override
    public double[] raw(double[] parameters) {
        double[] raw = parameters.clone();
        Arrays.setAll(raw, k -> raw[k] / scales[k]);
        return raw;
    }

    @Override
    public double[] standardised(double[] raw) {
        double[] standardised = raw.clone();
        Arrays.setAll(standardised, k -> raw[k] * scales[k]);
        return standardised;
    }

    @Override
    public double[] start() {
        return standardised(inner.start());
    }

    @Override
    public double[] theta(double[] parameters, Features features) {
        return inner.theta(raw(parameters), features);
    }

    @Override
    public Pullback pullback(double[] parameters, Features features) {
        Pullback pullback = inner.pullback(raw(parameters), features);
        return new Pullback() {
            @Override
            public int size() {
                return scales.length;
            }

            @Override
            public void add(int coordinate, double factor, double[] sum) {
                double[] slopes = new double[scales.length];
                pullback.add(coordinate, factor, slopes);
                for (int k = 0; k < scales.length; k++) {
                    sum[k] += slopes[k] / scales[k];
                }
            }
        };
    }

    @Override
    public List<String> names() {
        return inner.names();
    }

    /**
     * The standardisation of a model that is not scaled yet, or is never scaled because it has no weights or has effects.
     *
     * @param model the model
     */
    record Unscaled(CostModel model) implements Standardisable {
        @Override
        public double[] moments(Features features) {
            return model.names().isEmpty() || !GroupEffects.of(model).isEmpty()
                    ? new double[0] // then standardisedBy does not scale the model
                    : ScaledModel.moments(model, features);
        }

        @Override
        public CostModel standardisedBy(double[] sums) {
            return sums.length == 0 ? model : ScaledModel.of(model, sums);
        }

        @Override
        public double[] raw(double[] parameters) {
            return parameters.clone();
        }

        @Override
        public double[] standardised(double[] raw) {
            return raw.clone();
        }
    }
}
