package io.dither.experiments.histories;

import io.dither.experiments.run.StopRequest;
import io.dither.learn.BoostedModel;
import io.dither.learn.Cluster;
import io.dither.learn.CostModel;
import io.dither.learn.Fitted;
import io.dither.learn.Holdout;
import io.dither.learn.Importance;
import io.dither.learn.Learner;
import io.dither.learn.Metrics;
import io.dither.learn.Observation;
import io.dither.learn.Outcome;
import io.dither.learn.Predictor;
import io.dither.learn.SharedLinearModel;
import io.dither.learn.Tuning;
import io.dither.plugin.PluginCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The fits of one history: of the settings, on the examples that are not held out, and on all.
 *
 * @param how which examples are fitted, and where
 * @param options what is learnt
 * @param followsColumn whether noise follows a column
 * @param model what is fitted
 * @param catalogue where losses and noises are found
 * @param progress hears what is done
 */
record Fits(
        FitOptions how,
        LearnOptions options,
        boolean followsColumn,
        CostModel model,
        PluginCatalogue catalogue,
        Consumer<String> progress) {
    static final String TRAINING = "training";
    static final String ALL = "all";

    /** The model of all examples, and before it the one that those held out were decided by, if any were. */
    record Learnt(
            LearnOptions.Setting setting, Holdout split, Optional<Fitted> trained, List<Outcome> held, Fitted fitted) {}

    Learnt learn(Cluster.History sent, List<Observation> observations) {
        LearnOptions.Setting setting = setting(sent, observations);
        Holdout split = Holdout.split(observations, how.holdout, how.seed);
        Optional<Fitted> trained = Optional.empty();
        List<Outcome> held = List.of();
        if (!split.held().isEmpty() && !split.training().isEmpty()) {
            progress.accept("learning on " + split.training().size() + " examples");
            Fitted some = sent.fit(kept(setting, TRAINING).withoutIntervals(), split.training());
            trained = Optional.of(some);
            held = sent.outcomes(some, split.held());
        }
        progress.accept("learning on all " + observations.size() + " examples");
        return new Learnt(setting, split, trained, held, sent.fit(kept(setting, ALL)));
    }

    private LearnOptions.Setting setting(Cluster.History sent, List<Observation> observations) {
        List<LearnOptions.Setting> settings = options.settings();
        if (settings.size() == 1) {
            return settings.get(0);
        }
        progress.accept("choosing among " + settings.size() + " settings by " + how.folds + " folds");
        boolean costs = observations.stream().allMatch(one -> one.costs().length > 0);
        String metric = how.chooseBy.orElse(costs ? "regret" : "coordinate accuracy");
        List<Tuning.Result<LearnOptions.Setting>> results = Tuning.tried(
                settings,
                setting -> learner(model, setting),
                sent,
                observations,
                how.folds,
                how.seed,
                outcomes -> Metrics.named(outcomes, metric));
        results.forEach(one -> progress.accept("  " + one.setting() + ": "
                + one.metric().name() + " " + Output.show(one.metric().value())));
        return Tuning.best(results).setting();
    }

    /** The gains of the model of all examples, and what shuffles cost the one before it. */
    List<Importance> importance(Learnt learnt) {
        if (!(learnt.fitted().model() instanceof BoostedModel all)) {
            return List.of();
        }
        Learner learner = learner(model, learnt.setting());
        double[] gains = all.gains();
        List<Importance> importance = new ArrayList<>();
        List<Observation> held = learnt.trained().isPresent() ? learnt.split().held() : List.of();
        for (Importance one : learner.importance(learnt.trained().orElse(learnt.fitted()), held)) {
            double gain = gains[importance.size()];
            importance.add(new Importance(one.name(), gain, one.shuffle(), one.shuffleStandardError()));
        }
        return importance;
    }

    /** What weights in the place of trees decide under the same loss, as a baseline of trees. */
    Map<String, List<Outcome>> byWeights(Learnt learnt) {
        if (!(model instanceof BoostedModel boosted) || learnt.trained().isEmpty()) {
            return Map.of();
        }
        progress.accept("learning weights to compare with");
        Learner learner = learner(SharedLinearModel.of(boosted.features(), boosted.link()), learnt.setting());
        Fitted fitted = learner.withoutIntervals().fit(learnt.split().training());
        try (Predictor predictor = Predictor.of(fitted)) {
            return Map.of(
                    "weights, same loss",
                    learnt.split().held().stream()
                            .map(one -> Outcome.of(one, predictor))
                            .toList());
        }
    }

    /** A learner that keeps its checkpoint in the folder of the model. */
    private Learner kept(LearnOptions.Setting setting, String checkpoint) {
        Learner learner = learner(model, setting);
        if (!(model instanceof BoostedModel) && !options.isPooled()) {
            how.out.ifPresent(folder -> learner.checkpoint(how.checkpoint(folder, checkpoint)));
        }
        return learner;
    }

    private Learner learner(CostModel of, LearnOptions.Setting setting) {
        return options.learner(of, followsColumn, setting, how.master.isGiven(), catalogue)
                .seed(how.seed)
                .threads(how.threads)
                .cancelledBy(() -> {
                    StopRequest.check();
                    return false;
                })
                .onProgress(step -> progress.accept(String.format(
                        Locale.ROOT,
                        "  pass %d: loss %s%s, %s",
                        step.evaluation(),
                        Output.show(step.loss()),
                        step.gap() > 0 ? " (higher by " + Output.show(step.gap()) + " at most)" : "",
                        of instanceof BoostedModel
                                ? Output.show(step.validation()) + " of the part kept apart"
                                : "largest gradient " + Output.show(step.gradient()) + " of its error")));
    }
}
