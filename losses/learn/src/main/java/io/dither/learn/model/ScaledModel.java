package io.dither.learn.model;

import io.dither.error.Arguments;
import io.dither.layer.Pullback;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/** A model that does not standardise by itself, searched for in parameters that each move theta by about as much. */
final class ScaledModel implements CostModel, Serializable {
    private static final long serialVersionUID = 1L;

    private final CostModel inner;
    /** The root mean square of the slopes of theta in each parameter, where these are not 0. */
    private final double[] scales;

    private ScaledModel(CostModel inner, double[] scales) {
        this.inner = inner;
        this.scales = scales;
    }

    /** Returns for each parameter in how many costs it has a slope at the start, then the sum of squares of these. */
    static double[] moments(CostModel model, Features features) {
        Pullback pullback = model.pullback(model.start(), features);
        double[] slopes = new double[model.names().size()];
        double[] sums = new double[2 * slopes.length];
        for (int j = 0; j < model.dimension(features); j++) {
            Arrays.fill(slopes, 0);
            pullback.add(j, 1, slopes);
            for (int k = 0; k < slopes.length; k++) {
                sums[2 * k] += slopes[k] == 0 ? 0 : 1;
                sums[2 * k + 1] += slopes[k] * slopes[k];
            }
        }
        return sums;
    }

    static CostModel of(CostModel model, double[] sums) {
        Arguments.length("sums", sums, 2 * model.names().size());
        double[] scales = new double[sums.length / 2];
        Arrays.setAll(scales, k -> {
            double root = Math.sqrt(sums[2 * k + 1] / sums[2 * k]);
            return root > 0 && Double.isFinite(root)
                    ? Scales.squarable(model.names().get(k), root)
                    : 1;
        });
        return new ScaledModel(model, scales);
    }

    @Override
    public CostModel unscaled() {
        return inner;
    }

    /** Of the same model: that it is scaled changes nothing. */
    @Override
    public CostModel standardisedBy(double[] sums) {
        return inner.standardisedBy(sums);
    }

    @Override
    public double[] moments(Features features) {
        return inner.moments(features);
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

    @Override
    public List<String> features() {
        return inner.features();
    }

    @Override
    public boolean isPenalised(int parameter) {
        return inner.isPenalised(parameter);
    }

    @Override
    public int dimension(Features features) {
        return inner.dimension(features);
    }

    @Override
    public Link link() {
        return inner.link();
    }

    @Override
    public boolean isLinear() {
        return inner.isLinear();
    }

    @Override
    public double offset() {
        return inner.offset();
    }

    @Override
    public boolean isShared() {
        return inner.isShared();
    }

    @Override
    public boolean isNonnegative() {
        return inner.isNonnegative();
    }

    @Override
    public boolean hasIntervals() {
        return inner.hasIntervals();
    }

    @Override
    public List<String> constants() {
        return inner.constants();
    }
}
