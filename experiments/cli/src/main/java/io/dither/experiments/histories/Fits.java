package io.dither.experiments.histories;

import io.dither.data.OracleTexts;
import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.experiments.run.RunFolder;
import io.dither.experiments.run.StopRequest;
import io.dither.learn.Cluster;
import io.dither.learn.CostModelFactory;
import io.dither.learn.CostModelProvider;
import io.dither.learn.Learner;
import io.dither.learn.Metrics;
import io.dither.learn.Outcome;
import io.dither.learn.Predictor;
import io.dither.learn.Simulations;
import io.dither.learn.Trainer;
import io.dither.learn.Tuning;
import io.dither.learn.diagnose.Baselines;
import io.dither.learn.diagnose.Calibration;
import io.dither.learn.diagnose.Diagnosis;
import io.dither.learn.diagnose.LogLikelihood;
import io.dither.learn.evaluate.Holdout;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Importance;
import io.dither.learn.model.Metric;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.learn.persons.Mixture;
import io.dither.learn.persons.PersonEstimator;
import io.dither.learn.persons.PersonModel;
import io.dither.learn.persons.PersonResults;
import io.dither.plugin.PluginCatalogue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The fits of one history: of the settings, on the examples that are not held out, and on all.
 *
 * @param how which examples are fitted, and where
 * @param settings what cross-validation chooses among
 * @param costModel the text of what is fitted
 * @param shape what examples look like
 * @param ranks the place of each example in time, by its id; empty if the order of examples means nothing
 * @param training the oracle to train an example on, by its id; empty if it is the one that decides
 * @param start where searches begin, in raw units; none for the usual
 * @param inputs checksums of what the examples were made of
 * @param catalogue where losses and noises are found
 * @param persons estimates how persons differ, if they do
 * @param names what the coordinates of an example are called
 * @param folder where the model is to be saved
 * @param line hears what is done
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, compared by nobody
record Fits(
        FitOptions how,
        List<FitSettings> settings,
        String costModel,
        CostModelFactory.Shape shape,
        Map<String, Integer> ranks,
        Map<String, OracleTexts.Filled> training,
        double[] start,
        Map<String, String> inputs,
        PluginCatalogue catalogue,
        Optional<PersonEstimator> persons,
        Function<Observation, List<String>> names,
        Optional<RunFolder> folder,
        PassLine line) {
    static final String TRAINING = "training";
    static final String ALL = "all";

    /** Fits; {@code hears} of what was found on all examples before its intervals are measured. */
    Learnt learn(Cluster.History sent, List<Observation> observations, Consumer<Learnt> hears) {
        Holdout parts = ranks.isEmpty()
                ? Holdout.split(observations, how.holdout, how.seed)
                : Holdout.latest(observations, how.holdout, this::rank);
        Arguments.require(
                settings.size() == 1 || persons.isEmpty(),
                "tastes have only one amplitude of the noise, not " + settings.size(),
                "Maybe --epsilon 1");
        FitSettings setting = setting(sent, parts.training().isEmpty() ? observations : parts.training());
        Holdout split = trained(parts);
        List<Observation> all = trained(observations);
        if (persons.isPresent()) {
            return ofPersons(persons.get(), setting, new PersonEstimator.Decisions(sent, split, all, this::rank));
        }
        Learnt.Judged judged = judged(sent, split, setting);
        line.line("learning on all " + observations.size() + " examples");
        Trainer<?> last = kept(setting, ALL);
        String digest = last.digest(all);
        boolean draws = Simulations.areDrawn(setting, all, catalogue);
        Fitted fitted = last.onFound(found -> {
                    line.intervals();
                    hears.accept(judged.with(found, digest, draws, Optional.empty(), Optional.empty()));
                })
                .fit(sent, all);
        return judged.with(
                fitted,
                digest,
                draws,
                LogLikelihood.of(fitted, all, true, names),
                Simulations.mixing(fitted, all, catalogue));
    }

    /** Fits to the examples that are not held out, if any are, and decides these. */
    private Learnt.Judged judged(Cluster.History sent, Holdout split, FitSettings setting) {
        if (split.held().isEmpty() || split.training().isEmpty()) {
            return new Learnt.Judged(setting, split, Optional.empty(), List.of(), List.of());
        }
        line.line("learning on " + split.training().size() + " examples");
        Fitted some = kept(setting, TRAINING).withoutIntervals().fit(sent, split.training());
        List<Outcome> held = Spared.outcomes(sent, some, split.held(), line);
        if (held.isEmpty()) {
            return new Learnt.Judged(setting, split, Optional.empty(), List.of(), List.of());
        }
        Holdout solved = new Holdout(
                split.training(), held.stream().map(Outcome::observation).toList());
        List<Outcome> without = List.of();
        if (!some.model().effects().isEmpty()) {
            line.line("learning without effects to compare with");
            without = sent.outcomes(plain(some.model(), setting).fit(sent, split.training()), solved.held());
        }
        return new Learnt.Judged(setting, solved, Optional.of(some), held, without);
    }

    private Learnt ofPersons(PersonEstimator estimator, FitSettings setting, PersonEstimator.Decisions decisions) {
        CostModel model = catalogue.create(CostModelProvider.class, costModel).on(shape);
        PersonResults results = estimator.fit(
                new PersonEstimator.Task(model, seeded(setting), catalogue, line::line, Fits::isStopped), decisions);
        List<Observation> all = decisions.all();
        List<Observation> held = decisions.split().held();
        Optional<PersonModel> trained = results.trained();
        Mixture mixture = results.model().mixture();
        return new Learnt(
                setting,
                decisions.split(),
                trained.map(PersonModel::typical),
                trained.map(persons -> persons.outcomes(held)).orElse(List.of()),
                trained.map(persons -> Outcome.all(held, persons.mixture().oneTaste()))
                        .orElse(List.of()),
                results.model().typical(),
                trainer(setting).digest(all),
                Optional.of(results),
                Simulations.areDrawn(mixture.oneTaste().settings(), all, catalogue),
                LogLikelihood.of(mixture, all, names),
                Optional.empty());
    }

    private static boolean isStopped() {
        StopRequest.check();
        return false;
    }

    /** Refuses errors that were asked for and will not be there, whichever of the settings is chosen. */
    void requireErrors(List<Observation> observations) {
        String kind = settings.get(0).errors().name().toLowerCase(Locale.ROOT);
        List<String> reasons = settings.stream()
                .map(one -> trainer(one).withoutErrors(observations))
                .toList();
        if (reasons.stream().noneMatch(String::isEmpty)) {
            throw new InvalidArgumentException(
                    "--errors " + kind + " will find none: " + reasons.get(0), "Maybe leave --errors out");
        }
    }

    private Holdout trained(Holdout parts) {
        return new Holdout(trained(parts.training()), parts.held());
    }

    private List<Observation> trained(List<Observation> some) {
        return MasterOption.trained(some, training);
    }

    /** What the oracle of training decides otherwise than the solver, on the examples held out; nothing if it is the solver. */
    List<Metric> relaxation(Learnt learnt) {
        List<Outcome> held = learnt.held();
        if (training.isEmpty() || held.isEmpty()) {
            return List.of();
        }
        Fitted fitted = learnt.trained().orElseThrow();
        Map<String, Outcome> solved = new HashMap<>();
        held.forEach(one -> solved.put(one.observation().id(), one));
        List<Outcome> relaxed = new ArrayList<>();
        Map<String, Double> asRelaxed = new HashMap<>(); // the mean of the noise may count in one of the oracles alone
        try (Predictor predictor = Predictor.of(fitted)) {
            for (Observation one : trained(learnt.split().held())) {
                Outcome outcome = Outcome.of(one, predictor);
                relaxed.add(outcome);
                double[] costs = predictor.costs(one.features(), one.oracle());
                asRelaxed.put(one.id(), other(outcome, solved).predicted().objective(costs));
            }
        }
        List<Metric> metrics = new ArrayList<>();
        metrics.add(Metrics.mean("relaxation: same decision", relaxed, one -> isSame(one, solved) ? 1 : 0));
        metrics.add(Metrics.ratio(
                "relaxation: cost gap",
                relaxed,
                one -> one.observation().oracle().sense().sign()
                        * (one.cost() - asRelaxed.getOrDefault(one.observation().id(), Double.NaN)),
                one -> Math.abs(asRelaxed.getOrDefault(one.observation().id(), Double.NaN))));
        metrics.add(Metrics.difference("relaxation: mismatches more", relaxed, held, Outcome::mismatches));
        return metrics;
    }

    private static Outcome other(Outcome one, Map<String, Outcome> by) {
        return by.getOrDefault(one.observation().id(), one);
    }

    private static boolean isSame(Outcome one, Map<String, Outcome> by) {
        return Arrays.equals(
                one.predicted().toArray(), other(one, by).predicted().toArray());
    }

    private List<Holdout> folds(List<Observation> observations) {
        List<Holdout> folds = ranks.isEmpty()
                ? Holdout.folds(observations, how.folds, how.seed)
                : Holdout.rolling(observations, how.folds, this::rank);
        return folds.stream().map(this::trained).toList();
    }

    private int rank(Observation one) {
        return ranks.getOrDefault(one.id(), 0);
    }

    private FitSettings setting(Cluster.History sent, List<Observation> observations) {
        if (settings.size() == 1) {
            return settings.get(0);
        }
        line.line("choosing among " + settings.size() + " settings by " + how.folds + " folds");
        boolean costs = observations.stream().allMatch(one -> one.costs().length > 0);
        String metric = how.chooseBy.orElse(costs ? "regret" : "coordinate accuracy");
        Tuning.Table tried = Tuning.tried(
                settings, this::trainer, sent, folds(observations), outcomes -> Metrics.named(outcomes, metric));
        line.line(tried.toString().stripTrailing());
        return tried.best().setting();
    }

    /** The gains of the model of all examples, and what shuffles cost the one before it. */
    List<Importance> importance(Learnt learnt) {
        double[] gains = learnt.fitted().model().gains();
        List<Importance> importance = new ArrayList<>();
        List<Observation> held = learnt.trained().isPresent() ? learnt.split().held() : List.of();
        Fitted judged = learnt.trained().orElse(learnt.fitted());
        for (Importance one : trainer(learnt.setting()).importance(judged, held)) {
            importance.add(one.withGain(gains[importance.size()]));
        }
        return importance;
    }

    /** Learns weights of the same features alone. */
    private Trainer<?> plain(CostModel model, FitSettings setting) {
        SharedLinearModel weights = SharedLinearModel.of(model.features(), model.link());
        return heard(Learner.of(weights, seeded(setting), catalogue)).withoutIntervals();
    }

    /** What weights in the place of trees, or without effects, decide under the same loss, as a baseline. */
    private Map<String, List<Outcome>> byWeights(Learnt learnt) {
        CostModel model = learnt.fitted().model();
        if (!learnt.without().isEmpty()) {
            return Map.of(learnt.other(), learnt.without());
        }
        if (!model.isGrown() || learnt.trained().isEmpty()) {
            return Map.of();
        }
        line.line("learning weights to compare with");
        Fitted fitted = plain(model, learnt.setting()).fit(learnt.split().training());
        return Map.of("weights, same loss", Outcome.all(learnt.split().held(), fitted));
    }

    /** What is measured on the examples held out, if any are, and takes more fits to know. */
    Optional<Diagnosis> diagnosis(Learnt learnt) {
        Holdout split = learnt.split();
        return learnt.trained().map(trained -> {
            Map<String, List<Outcome>> others = new LinkedHashMap<>(byWeights(learnt));
            others.putAll(Baselines.of(trained.model(), split.training(), split.held(), names));
            Diagnosis measured = Diagnosis.of(trained, learnt.held(), others, Diagnosis.SAMPLES, how.seed);
            return integrated(measured, learnt)
                    .withRecursiveLogit(split, how.threads, catalogue)
                    .withNoises(split, how.seed, how.threads, catalogue);
        });
    }

    /** The diagnosis with probabilities that are integrated over tastes, if persons differ. */
    private Diagnosis integrated(Diagnosis measured, Learnt learnt) {
        Optional<PersonModel> persons = learnt.people().flatMap(PersonResults::trained);
        if (measured.calibration() == null || persons.isEmpty()) {
            return measured;
        }
        return measured.with(
                Calibration.of(measured.outcomes(), persons.get()::probabilities, Diagnosis.SAMPLES, how.seed));
    }

    /** A trainer that keeps its checkpoint, if it could go on from one, in the folder of the model. */
    private Trainer<?> kept(FitSettings setting, String checkpoint) {
        Trainer<?> trainer = trainer(setting);
        if (trainer instanceof Learner learner && !setting.pooled() && !Simulations.remember(setting, catalogue)) {
            folder.ifPresent(out -> learner.checkpoint(how.checkpoint(out, checkpoint)));
        }
        return trainer;
    }

    private FitSettings seeded(FitSettings setting) {
        return setting.with("seed", how.seed).with("threads", how.threads);
    }

    private Trainer<?> trainer(FitSettings setting) {
        CostModelFactory factory = catalogue.create(CostModelProvider.class, costModel);
        Trainer<?> trainer = factory.trainer(shape, seeded(setting), catalogue);
        // the root of moments is sought from all sides
        if (start.length > 0 && !setting.isMoments() && trainer instanceof Learner learner) {
            learner.startAt(start);
        }
        return heard(trainer);
    }

    private Trainer<?> heard(Trainer<?> trainer) {
        return trainer.inputs(inputs)
                .cancelledBy(Fits::isStopped)
                .onPart(line::part)
                .onProgress(line::step);
    }
}
