package io.dither.learn.model;

import java.util.List;

/**
 * Splits costs by parameter, for a model whose theta is linear in its parameters. If theta also has a part without parameters (an offset), the
 * parts add up to the rest of the cost.
 *
 * @param model the model
 */
record ByParameter(CostModel model) implements Splittable {
    @Override
    public List<String> parts() {
        return CostShape.of(model).isLinear() ? model.names() : List.of();
    }

    @Override
    public double[] split(double[] parameters, Features features, int coordinate) {
        double[] parts = new double[parts().size()];
        if (parts.length > 0) {
            // the derivatives of the cost in the parameters; a linear cost is its offset, if any, plus the sum of each
            // derivative times its parameter
            model.pullback(parameters, features).add(coordinate, 1, parts);
        }
        for (int k = 0; k < parts.length; k++) {
            parts[k] *= parameters[k];
        }
        return parts;
    }
}
