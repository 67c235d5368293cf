package io.dither.people.tastes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.noise.Noise;
import io.dither.noise.NoiseProvider;
import io.dither.people.KnownPersons;
import io.dither.plugin.PluginCatalogue;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A noise that only the catalogue of the fit knows serves persons from the fit to their own tastes. */
class OwnNoiseTest {
    private static final PluginCatalogue PLUGINS = PluginCatalogue.discover()
            .with(List.of(NoiseProvider.of("own-gumbel", "the law of the logit", given -> Noise.gumbel())));
    private static final SharedLinearModel MODEL = SharedLinearModel.of("x", "y");
    private static final List<Observation> CHOICES =
            SimulatedPersons.choosing(3, 10, 4, 5).decisions();
    private static final List<Observation> FIRST = CHOICES.subList(0, 4);

    private static FitSettings settings(String noise) {
        return FitSettings.USUAL.with("noise", noise);
    }

    private static PersonTastes known(FittedPersons fitted) {
        String person = FIRST.get(0).cluster();
        PersonTastes known =
                KnownPersons.of(fitted, FIRST, PLUGINS, () -> false).tastes().get(person);
        assertArrayEquals(fitted.individual(FIRST, PLUGINS).mean(), known.mean());
        return known;
    }

    @Test
    void tastesUnderALikelihood() {
        FittedTastes own =
                Tastes.of(MODEL, settings("own-gumbel"), PLUGINS).draws(16).fit(CHOICES);
        FittedTastes usual =
                Tastes.of(MODEL, settings("gumbel"), PLUGINS).draws(16).fit(CHOICES);
        assertEquals(FittedTastes.Method.LIKELIHOOD, own.method());
        assertArrayEquals(known(usual).mean(), known(own).mean());
    }

    @Test
    void tastesByMoments() {
        FitSettings moments = settings("own-gumbel").with("loss", FitSettings.MOMENTS);
        FittedTastes own = Tastes.of(MODEL, moments, PLUGINS).draws(8).fit(CHOICES);
        assertEquals(FittedTastes.Method.MOMENTS, own.method());
        assertEquals(2, known(own).mean().length);
    }

    @Test
    void classes() {
        FittedClasses own =
                Classes.of(MODEL, settings("own-gumbel"), PLUGINS).starts(4).fit(CHOICES, 2);
        double[] membership = known(own).membership();
        assertEquals(1, membership[0] + membership[1], 1e-12);
        assertTrue(membership[0] > 0);
    }
}
