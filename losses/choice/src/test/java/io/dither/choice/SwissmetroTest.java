package io.dither.choice;

import static io.dither.choice.Swissmetro.only;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.dither.learn.CostModelFactory.Shape;
import io.dither.learn.CostModelProvider;
import io.dither.learn.diagnose.LogLikelihood;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import io.dither.plugin.PluginCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The models of Biogeme's examples have the log likelihoods and the estimates that Biogeme prints. */
class SwissmetroTest {
    private static final PluginCatalogue PLUGINS = PluginCatalogue.discover();
    private static final List<String> USUAL = List.of("asc_train", "asc_car", "b_time", "b_cost");
    private static final String CROSS = "cross-nested:nests=(existing=TRAIN,CAR; public=TRAIN,SM)";
    /** The log likelihood of equal probabilities of the available alternatives. */
    private static final double NULL = -6964.663;

    private static void assertPublished(
            double logLikelihood,
            Map<String, Double> estimates,
            String model,
            List<String> features,
            List<Observation> observations) {
        Shape shape = new Shape(features, 3, true, Swissmetro.ALTERNATIVES, List.of());
        Fitted fitted = PLUGINS.create(CostModelProvider.class, model)
                .estimator(shape, FitSettings.USUAL.noise("gumbel"), PLUGINS)
                .fit(observations);
        assertEquals(Fitted.Status.CONVERGED, fitted.status(), fitted.message());
        LogLikelihood own = LogLikelihood.of(fitted, observations, true, Swissmetro::alternatives)
                .orElseThrow();
        assertEquals(logLikelihood, own.logLikelihood(), 6e-4);
        assertEquals(NULL, own.nullModel(), 6e-4);
        assertEquals(fitted.weights().size(), own.parameters());
        fitted.weights().stream()
                .filter(weight -> estimates.containsKey(weight.name()))
                .forEach(weight -> assertEquals(
                        estimates.getOrDefault(weight.name(), 0.0), weight.estimate(), 6e-3, weight.name()));
    }

    @Test
    @Tag("long")
    void crossNestsHaveThePublishedEstimates() {
        assertPublished(
                -5214.049,
                Map.of("mu[existing] - 1", 1.51, "mu[public] - 1", 3.11, "alpha[TRAIN,existing]", .495),
                CROSS,
                USUAL,
                Swissmetro.usual());
    }

    @Test
    @Tag("long")
    void crossNestsWithThirteenParametersHaveThePublishedLogLikelihood() {
        List<String> names = new ArrayList<>(List.of("asc_train", "asc_car", "b_cost"));
        List<ToDoubleBiFunction<Swissmetro.Line, String>> features = new ArrayList<>(List.of(
                (line, alternative) -> only(alternative, "TRAIN", 1),
                (line, alternative) -> only(alternative, "CAR", 1),
                Swissmetro.Line::cost));
        for (String own : Swissmetro.ALTERNATIVES) {
            names.add("time_" + own);
            features.add((line, alternative) -> only(alternative, own, line.time(own)));
        }
        for (String own : List.of("TRAIN", "SM")) {
            names.addAll(List.of("headway_" + own, "ga_" + own));
            features.add((line, alternative) -> only(alternative, own, line.get(own + "_HE") / 100));
            features.add((line, alternative) -> only(alternative, own, line.get("GA")));
        }
        assertPublished(-4997.865, Map.of(), CROSS, names, Swissmetro.observations(features, line -> 1));
    }
}
