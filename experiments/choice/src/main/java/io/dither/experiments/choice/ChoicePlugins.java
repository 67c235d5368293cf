package io.dither.experiments.choice;

import io.dither.data.ReshaperProvider;
import io.dither.plugin.PluginModule;
import java.util.List;

/** The reshaper of choices. */
public final class ChoicePlugins implements PluginModule {
    @Override
    public List<ReshaperProvider> plugins() {
        return List.of(ReshaperProvider.of(
                ChoiceForm.ID,
                "a line per choice and alternative, from rows with a column for each",
                parameters -> Choices.of(ChoiceForm.of(parameters)),
                ChoiceForm.PARAMETERS));
    }
}
