package io.dither.learn;

import io.dither.learn.model.LinearModel;
import io.dither.learn.model.Link;
import io.dither.learn.model.SharedLinearModel;
import io.dither.plugin.Parameter;
import io.dither.plugin.Parameters;
import io.dither.plugin.PluginModule;
import java.util.List;

/** The providers of this module's cost models. */
public final class CostModels implements PluginModule {
    private static final String LINK = "link";
    private static final Parameter LINK_PARAMETER =
            Parameter.choice(LINK, "the function that makes a cost of the weighted sum", "identity", "exp", "softplus");

    @Override
    public List<CostModelProvider> plugins() {
        return List.of(
                CostModelProvider.of(
                        SharedLinearModel.ID,
                        "one weight per feature, shared by all coordinates",
                        SharedLinearModel.class,
                        parameters -> shape -> SharedLinearModel.of(shape.features(), link(parameters))
                                // effects may take costs below 0; these become 0 unless the oracle accepts any costs
                                .withEffects(shape.groups(), !shape.takesAnyCost()),
                        LINK_PARAMETER),
                CostModelProvider.of(
                        LinearModel.ID,
                        "a row of weights and a constant per coordinate",
                        LinearModel.class,
                        parameters -> shape -> LinearModel.of(
                                shape.features(), shape.dimension(), shape.coordinates(), link(parameters)),
                        LINK_PARAMETER));
    }

    private static Link link(Parameters parameters) {
        return parameters.choice(LINK, Link.class);
    }
}
