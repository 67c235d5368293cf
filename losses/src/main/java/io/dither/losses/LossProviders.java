package io.dither.losses;

import io.dither.layer.LossProvider;
import io.dither.plugin.PluginModule;
import java.util.List;
import java.util.stream.Stream;

/** All losses of this module, by their text forms. */
public final class LossProviders implements PluginModule {
    @Override
    public List<LossProvider> plugins() {
        return Stream.concat(LayerLosses.providers().stream(), OracleLosses.providers().stream())
                .toList();
    }
}
