package io.dither.experiments.histories;

import io.dither.data.Histories;
import io.dither.experiments.learning.Baselines;
import io.dither.experiments.learning.LearningReport;
import io.dither.experiments.learning.NoiseChoice;
import io.dither.experiments.learning.RecursiveLogit;
import io.dither.learn.Learner;
import io.dither.learn.Outcome;
import io.dither.learn.Predictor;
import io.dither.learn.evaluate.Holdout;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Importance;
import io.dither.learn.model.Link;
import io.dither.learn.model.SharedLinearModel;
import io.dither.oracle.capability.NamedCoordinates;
import io.dither.plugin.PluginCatalogue;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the page of what was learnt. */
final class Pages {
    static final String NAME = "report.html";
    private static final int SAMPLES = 300;

    private static final int NOISE_SAMPLES = 50;

    /** Noises are compared on so many examples at most: two more fits. */
    private static final int MOST_FOR_NOISE = 2000;

    private Pages() {}

    /** Reads where vertices lie: the columns vertex, x and y. */
    static Map<String, double[]> positions(String place, Histories histories) {
        Map<String, double[]> positions = new LinkedHashMap<>();
        histories
                .open(place)
                .forEach(row -> positions.put(row.text("vertex"), new double[] {row.number("x"), row.number("y")}));
        return positions;
    }

    /** Writes the page of a fit. */
    static void write(
            Path file,
            Fits.Learnt learnt,
            Map<String, String> provenance,
            Optional<Map<String, double[]>> positions,
            List<Importance> importance,
            Map<String, List<Outcome>> others,
            Optional<RecursiveLogit> logit,
            PluginCatalogue catalogue,
            FitOptions how) {
        CostModel model = learnt.fitted().model();
        Optional<Fitted> trained = learnt.trained();
        Holdout split = learnt.split();
        LearningReport report = LearningReport.of("Costs learnt from decisions", learnt.fitted())
                .provenance(provenance)
                .importance(importance);
        if (trained.isPresent()) {
            report = report.training(trained.get()).held(learnt.held());
            report = report.baselines(others);
            report = report.baselines(Baselines.of(basis(model), split.training(), split.held()));
            logit.ifPresent(report::recursiveLogit);
            if (model.isShared()
                    && !model.isGrown()
                    && split.training().size() <= MOST_FOR_NOISE
                    && NoiseChoice.isFor(split.training())) {
                boolean follows = split.training().get(0).features().lengths().length > 0;
                FitSettings settings = FitSettings.USUAL
                        .with("seed", how.seed)
                        .with("threads", how.threads)
                        .with("errors", "none");
                report = report.noise(NoiseChoice.of(
                        () -> Learner.of(model, settings, catalogue), split, follows, NOISE_SAMPLES, how.seed));
            }
        }
        report = mapped(report, positions, learnt.held());
        try (Predictor predictor = Predictor.of(trained.orElse(learnt.fitted()))) {
            report.calibration(predictor, SAMPLES, how.seed).page().write(file);
        }
    }

    /** What shares weights as trees share splits. */
    private static CostModel basis(CostModel model) {
        return model.isGrown() ? SharedLinearModel.of(model.features(), Link.IDENTITY) : model;
    }

    /** Fits the recursive logit on the training part, where coordinates share weights and examples are paths. */
    static Optional<RecursiveLogit> logit(CostModel model, Holdout split, int threads, PluginCatalogue catalogue) {
        return model.isShared() && !split.training().isEmpty() && !split.held().isEmpty()
                ? RecursiveLogit.of(basis(model), split, threads, catalogue)
                : Optional.empty();
    }

    private static LearningReport mapped(
            LearningReport report, Optional<Map<String, double[]>> positions, List<Outcome> held) {
        boolean isGraph = !held.isEmpty()
                && held.get(0).observation().oracle().as(NamedCoordinates.class).isPresent();
        if (positions.isEmpty() || !isGraph) {
            return report;
        }
        List<?> edges = ((NamedCoordinates) held.get(0).observation().oracle()).coordinates();
        return report.map(positions.get(), coordinate -> ends(String.valueOf(edges.get(coordinate))));
    }

    private static LearningReport.Ends ends(String edge) {
        int arrow = edge.indexOf("->");
        int dash = arrow < 0 ? edge.indexOf('-') : arrow;
        int width = arrow < 0 ? 1 : 2;
        return dash < 0
                ? new LearningReport.Ends(edge, edge)
                : new LearningReport.Ends(edge.substring(0, dash), edge.substring(dash + width));
    }
}
