package io.dither.choice;

import io.dither.learn.CostModelProvider;
import io.dither.plugin.PluginModule;
import java.util.List;

/** The providers of this module's cost models. */
public final class ChoiceModels implements PluginModule {
    @Override
    public List<CostModelProvider> plugins() {
        return List.of();
    }
}
