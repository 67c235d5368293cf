package io.dither.networks;

import io.dither.learn.CostModelProvider;
import io.dither.learn.model.Link;
import io.dither.plugin.Parameter;
import io.dither.plugin.PluginModule;
import java.util.List;

/** The provider of {@link MultilayerModel}. */
public final class NetworkModels implements PluginModule {
    private static final String LINK = "link";

    @Override
    public List<CostModelProvider> plugins() {
        return List.of(CostModelProvider.of(
                MultilayerModel.ID,
                "a small neural network, shared by all coordinates",
                MultilayerModel.class,
                parameters -> shape -> {
                    Link defaultLink = shape.takesAnyCost() ? Link.IDENTITY : Link.SOFTPLUS;
                    return MultilayerModel.of(
                            shape.features(),
                            parameters.integer("units", 1),
                            parameters.has(LINK) ? parameters.choice(LINK, Link.class) : defaultLink);
                },
                Parameter.of("units", Parameter.Type.INTEGER, "the number of hidden units")
                        .withDefault("8"),
                Parameter.of(
                                LINK,
                                Parameter.Type.TEXT,
                                "the function that makes a cost of the output: identity, exp or softplus (the default if costs must be at least 0)")
                        .optional()));
    }
}
