package io.dither.spark;

import io.dither.layer.Pullback;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.CostShape;
import io.dither.learn.model.EffectPullback;
import io.dither.learn.model.Features;
import io.dither.learn.model.GroupEffects;
import io.dither.learn.model.Provided;
import io.dither.learn.model.Standardisable;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/** theta_j = w . x_j / scale + e_g: a cost model of a stranger, which standardises by the largest features and has effects of groups. */
record StretchedModel(List<String> names, List<String> effects, List<Double> scales)
        implements CostModel, CostShape, Standardisable, GroupEffects, Provided, Serializable {
    static StretchedModel of(List<String> names, List<String> groups) {
        return new StretchedModel(names, groups, names.stream().map(name -> 1.0).toList());
    }

    @Override
    public double[] theta(double[] parameters, Features features) {
        double[] theta = new double[features.rows()];
        for (int j = 0; j < theta.length; j++) {
            for (int k = 0; k < names.size(); k++) {
                theta[j] += parameters[k] * features.get(j, k) / scales.get(k);
            }
            int effect = effect(features, j);
            theta[j] += effect < 0 ? 0 : parameters[names.size() + effect];
        }
        return theta;
    }

    private int effect(Features features, int row) {
        return effects.isEmpty() ? -1 : effects.indexOf(features.group(row));
    }

    @Override
    public Pullback pullback(double[] parameters, Features features) {
        return new EffectPullback() {
            @Override
            public int size() {
                return names.size() + effects.size();
            }

            @Override
            public int weights() {
                return names.size();
            }

            @Override
            public int effect(int coordinate) {
                return StretchedModel.this.effect(features, coordinate);
            }

            @Override
            public void add(int coordinate, double factor, double[] sum, int place) {
                for (int k = 0; k < names.size(); k++) {
                    sum[k] += factor * features.get(coordinate, k) / scales.get(k);
                }
                if (place >= 0) {
                    sum[place] += factor;
                }
            }
        };
    }

    @Override
    public double[] moments(Features features) {
        double[] sizes = new double[names.size()];
        for (int j = 0; j < features.rows(); j++) {
            for (int k = 0; k < sizes.length; k++) {
                sizes[k] += Math.abs(features.get(j, k));
            }
        }
        return sizes;
    }

    @Override
    public StretchedModel standardisedBy(double[] sums) {
        return new StretchedModel(names, effects, Arrays.stream(sums).boxed().toList());
    }

    @Override
    public double[] raw(double[] parameters) {
        double[] raw = parameters.clone();
        for (int k = 0; k < names.size(); k++) {
            raw[k] /= scales.get(k);
        }
        return raw;
    }

    @Override
    public double[] standardised(double[] raw) {
        double[] standardised = raw.clone();
        for (int k = 0; k < names.size(); k++) {
            standardised[k] *= scales.get(k);
        }
        return standardised;
    }

    @Override
    public boolean isLinear() {
        return true;
    }

    @Override
    public String provider() {
        return "stretched";
    }
}
