package io.dither.learn.study;

import static java.util.Objects.requireNonNull;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.learn.Cluster;
import io.dither.learn.CostModelFactory;
import io.dither.learn.CostModelProvider;
import io.dither.learn.Metrics;
import io.dither.learn.diagnose.Diagnosis;
import io.dither.learn.diagnose.MarketShares;
import io.dither.learn.evaluate.StoppedException;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.FeatureModel;
import io.dither.learn.model.Features;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Observation;
import io.dither.learn.model.Provided;
import io.dither.learn.persons.PersonEstimator;
import io.dither.oracle.LinearOracle;
import io.dither.plugin.PluginCatalogue;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Learns a model from observed decisions and evaluates it: holds out examples, chooses settings by cross-validation, fits to the training
 * part, measures on the held-out examples, and fits to all examples; {@link #diagnose} compares with baselines. The
 * results have the same bits on any number of threads.
 *
 * <p>Configure a study on one thread; it can run many times.
 */
public final class Study {
    /** The examples of a fit that can write a checkpoint. */
    public enum Part {
        /** The training part. */
        TRAINING,
        /** All examples. */
        ALL
    }

    /** The key of the cost model's text in the provenance of a saved model. */
    public static final String COST_MODEL = "cost model";

    private final List<Observation> observations;
    private final PluginCatalogue plugins;
    private String modelText = "";
    private @Nullable CostModelFactory factory;
    private CostModelFactory.@Nullable Shape shape;
    private List<FitSettings> candidates = List.of(FitSettings.USUAL);
    private double heldOutShare = 0.2;
    private long seed;
    private int threads = Runtime.getRuntime().availableProcessors();
    private int folds = 5;
    private Optional<String> metric = Optional.empty();
    private Optional<ToIntFunction<Observation>> time = Optional.empty();
    /** Gives an example the oracle to train on; empty if the oracle that decides is also used in training. */
    private Optional<UnaryOperator<Observation>> toTraining = Optional.empty();

    private Function<Observation, List<String>> names = MarketShares::names;
    private double[] start = {};
    private Map<String, String> inputs = Map.of();
    private Optional<PersonEstimator> persons = Optional.empty();
    private Optional<Function<Part, Path>> checkpoints = Optional.empty();

    private Study(List<Observation> observations, PluginCatalogue plugins) {
        Arguments.atLeast("number of examples", observations.size(), 1);
        this.observations = Targets.copyOfExamples(observations);
        this.plugins = requireNonNull(plugins, "plugins");
    }

    /**
     * {@return a study with the plugins on the class path}
     *
     * @param observations the examples, at least one, each with its own id
     */
    public static Study of(List<Observation> observations) {
        return of(observations, PluginCatalogue.discover());
    }

    /**
     * {@return a study}
     *
     * @param observations the examples, at least one, each with its own id
     * @param plugins finds cost models, losses and noises by their texts
     */
    public static Study of(List<Observation> observations, PluginCatalogue plugins) {
        return new Study(observations, plugins);
    }

    /**
     * {@return this study with this cost model}
     *
     * @param model the cost model, which has the features of the examples
     */
    public Study model(CostModel model) {
        String id = Provided.providerId(model);
        String text = id.isEmpty() ? model.getClass().getSimpleName() : id;
        return model(text, any -> model, shape(FeatureModel.of(model).features()));
    }

    /**
     * {@return this study with the cost model that a text describes}
     *
     * @param text the text, such as {@code shared-linear} or {@code boosted:depth=3}
     * @param features the names of the features, in their order
     */
    public Study model(String text, String... features) {
        return model(text, shape(List.of(features)));
    }

    /**
     * {@return this study with the cost model that a text describes}
     *
     * @param text the text, such as {@code shared-linear} or {@code boosted:depth=3}
     * @param shapeOfExamples the shape of the examples
     */
    public Study model(String text, CostModelFactory.Shape shapeOfExamples) {
        return model(text, plugins.create(CostModelProvider.class, text), shapeOfExamples);
    }

    private Study model(String text, CostModelFactory ofModel, CostModelFactory.Shape shapeOfExamples) {
        modelText = text;
        factory = requireNonNull(ofModel, "factory");
        shape = requireNonNull(shapeOfExamples, "shape");
        return this;
    }

    private CostModelFactory.Shape shape(List<String> features) {
        LinearOracle first = observations.get(0).oracle();
        Set<String> groups = new LinkedHashSet<>();
        for (Observation example : observations) {
            Features rows = example.features();
            for (int row = 0; rows.hasGroups() && row < rows.rows(); row++) {
                groups.add(rows.group(row));
            }
        }
        return new CostModelFactory.Shape(
                features, first.dimension(), first.domain().isEverywhere(), List.copyOf(groups), List.of());
    }

    /**
     * {@return this study with changed settings}
     *
     * @param change changes the current settings (each, if there are several; {@link FitSettings#USUAL} at first), such
     *     as {@code usual -> usual.loss("moments")}
     */
    public Study settings(UnaryOperator<FitSettings> change) {
        return settings(candidates.stream().map(change).toList());
    }

    /**
     * {@return this study, which chooses the best of these settings by cross-validation on the training part}
     *
     * @param all the settings, at least one; the study replaces their seed and threads by its own
     */
    public Study settings(List<FitSettings> all) {
        Arguments.atLeast("number of settings", all.size(), 1);
        candidates = List.copyOf(all);
        return this;
    }

    /**
     * {@return this study, holding out this share of the examples, in whole {@linkplain Observation#cluster clusters}}
     *
     * @param share the share, at least 0 and below 1; default: 0.2; 0 holds out nothing
     */
    public Study holdout(double share) {
        heldOutShare = share;
        return this;
    }

    /**
     * {@return this study with examples in the order of time: it holds out the latest examples, and cross-validation uses rolling folds}
     *
     * @param rank returns the rank of an example in time; later examples have larger ranks
     */
    public Study inTime(ToIntFunction<Observation> rank) {
        time = Optional.of(rank);
        return this;
    }

    /**
     * {@return this study with another seed for the noise, the held-out examples and the folds}
     *
     * @param number the seed; default: 0
     */
    public Study seed(long number) {
        seed = number;
        return this;
    }

    /**
     * {@return this study on this number of threads, which does not change the results}
     *
     * @param count at least 1; default: one per processor
     */
    public Study threads(int count) {
        threads = count;
        return this;
    }

    /**
     * {@return this study with another number of folds}
     *
     * @param count at least 2; default: 5
     */
    public Study folds(int count) {
        folds = count;
        return this;
    }

    /**
     * {@return this study, choosing settings by this metric}
     *
     * @param name the name of a metric, or the beginning of the name; default: see {@link Metrics#forChoosing}
     */
    public Study chooseBy(String name) {
        metric = Optional.of(name);
        return this;
    }

    /**
     * {@return this study, which trains on other oracles than the oracles that decide, such as relaxations}
     *
     * @param change returns the same example with the oracle to train on, which must have the same coordinates
     */
    public Study trainOn(UnaryOperator<Observation> change) {
        toTraining = Optional.of(change);
        return this;
    }

    /**
     * {@return this study with these names of coordinates, by which baselines and likelihoods recognise the same
     * alternative in several examples}
     *
     * @param ofExample returns the names of the coordinates of an example
     */
    public Study names(Function<Observation, List<String>> ofExample) {
        names = requireNonNull(ofExample, "names");
        return this;
    }

    /**
     * {@return this study, whose searches for the minimum of a loss start at these parameters; a search for the root of moments keeps its own
     * start, and trees, persons and the simpler models of comparisons ignore these parameters}
     *
     * @param parameters the parameters in raw units, the weights before the effects of groups; none for the usual start
     */
    public Study startAt(double... parameters) {
        start = parameters.clone();
        return this;
    }

    /**
     * {@return this study with checksums of the data that the examples were made from}
     *
     * @param checksums checksums by name, part of the digest of each fit
     */
    public Study inputs(Map<String, String> checksums) {
        inputs = Map.copyOf(checksums);
        return this;
    }

    /**
     * {@return this study with weights that differ between persons}
     *
     * @param estimator estimates how weights differ
     */
    public Study persons(PersonEstimator estimator) {
        persons = Optional.of(estimator);
        return this;
    }

    /**
     * {@return this study, whose fits write checkpoints; fits that cannot continue from a checkpoint, such as trees or pooled searches, write
     * none}
     *
     * @param file returns the path of the checkpoint of the fit to a part
     */
    public Study checkpoints(Function<Part, Path> file) {
        checkpoints = Optional.of(file);
        return this;
    }

    /** {@return the examples to fit; with true costs as targets if the loss of the first settings learns from costs} */
    public List<Observation> observations() {
        return Targets.of(observations, candidates.get(0), plugins);
    }

    /**
     * {@return why none of the settings gives standard errors; empty if any of the settings may, or if weights differ between persons}
     */
    public String reasonWithoutErrors() {
        Estimators estimators = new Estimators(this, StudyListener.NONE);
        List<String> reasons = candidates.stream()
                .map(setting -> estimators.of(setting).reasonWithoutErrors(observations))
                .toList();
        return persons.isPresent() || reasons.stream().anyMatch(String::isEmpty) ? "" : reasons.get(0);
    }

    /**
     * Times a solve, and estimates how long the study will take.
     *
     * @param isDiagnosed whether the results are {@linkplain #diagnose diagnosed}
     * @return the plan
     */
    public SolvePlan plan(boolean isDiagnosed) {
        return SolvePlan.of(this, isDiagnosed);
    }

    /**
     * Runs the study on this machine.
     *
     * @return the results
     * @throws InvalidArgumentException if the settings contradict each other or the examples
     * @throws OracleException if a solve fails; but without {@link #persons}, a held-out example for which the solver
     *     finds no solution within its limits is only left out, with a {@linkplain StudyListener#warning warning}
     */
    public StudyResults run() {
        return run(StudyListener.NONE);
    }

    /**
     * Runs the study on this machine.
     *
     * @param listener follows the study, and may cancel it
     * @return the results
     * @throws InvalidArgumentException if the settings contradict each other or the examples
     * @throws OracleException if a solve fails; but without {@link #persons}, a held-out example for which the solver
     *     finds no solution within its limits is only left out, with a {@linkplain StudyListener#warning warning}
     * @throws StoppedException if the listener cancelled it
     */
    public StudyResults run(StudyListener listener) {
        List<Observation> examples = observations();
        try (Cluster machine = Cluster.ofThisMachine();
                Cluster.History history = machine.send(withTrainingOracles(examples), example -> "")) {
            return run(history, listener);
        }
    }

    /**
     * Runs the study where the examples are stored.
     *
     * @param history the {@link #observations()}, on a cluster or on this machine; with the oracles to train on, if {@link #trainOn} was
     *     called
     * @param listener follows the study, and may cancel it
     * @return the results
     * @throws InvalidArgumentException if the settings contradict each other or the examples
     * @throws OracleException if a solve fails; but without {@link #persons}, a held-out example for which the solver
     *     finds no solution within its limits is only left out, with a {@linkplain StudyListener#warning warning}
     * @throws StoppedException if the listener cancelled it
     */
    public StudyResults run(Cluster.History history, StudyListener listener) {
        return new StudyRun(this, history, listener).results();
    }

    /**
     * Compares the model of the training part with baselines on the held-out examples, and finds where the model is wrong. This takes
     * further solves, and a further fit if the model is made of trees, so save the results first.
     *
     * @param results the results of this study
     * @param listener follows the study, and may cancel it
     * @return the diagnosis; empty if there are no decisions on held-out examples, or a solver found no solution within
     *     its limits
     */
    public Optional<Diagnosis> diagnose(StudyResults results, StudyListener listener) {
        return StudyDiagnosis.of(this, results, listener);
    }

    /**
     * Compares the model of the training part with baselines on the held-out examples, and finds where the model is wrong.
     *
     * @param results the results of this study
     * @return the diagnosis; empty if there are no decisions on held-out examples, or a solver found no solution within
     *     its limits
     */
    public Optional<Diagnosis> diagnose(StudyResults results) {
        return diagnose(results, StudyListener.NONE);
    }

    CostModelFactory factory() {
        if (factory == null) {
            throw new InvalidArgumentException(
                    "the study has no cost model", "Maybe call model(SharedLinearModel.of(...))");
        }
        return factory;
    }

    CostModelFactory.Shape shape() {
        return requireNonNull(shape, "shape");
    }

    PluginCatalogue plugins() {
        return plugins;
    }

    List<FitSettings> candidates() {
        return candidates;
    }

    /** Returns a candidate with the seed and the number of threads of this study. */
    FitSettings seeded(FitSettings setting) {
        return setting.seed(seed).threads(threads);
    }

    double heldOutShare() {
        return heldOutShare;
    }

    long seed() {
        return seed;
    }

    int threads() {
        return threads;
    }

    int folds() {
        return folds;
    }

    Optional<String> metric() {
        return metric;
    }

    Optional<ToIntFunction<Observation>> time() {
        return time;
    }

    Function<Observation, List<String>> names() {
        return names;
    }

    double[] start() {
        return start;
    }

    /** Returns what the fits depend on besides examples, settings and model: checksums and texts, by name. */
    Map<String, String> inputs() {
        Map<String, String> all = new HashMap<>(inputs);
        persons.ifPresent(estimator -> all.putAll(estimator.texts()));
        return all;
    }

    /** Returns texts of the provenance: loss, cost model, penalty and persons; {@link StudyRun} adds the others. */
    Map<String, String> provenance(FitSettings setting, CostModel model) {
        Map<String, String> provenance = new LinkedHashMap<>();
        provenance.put("loss", setting.loss());
        provenance.put(COST_MODEL, modelText);
        if (!model.names().isEmpty()) {
            provenance.put("l2", String.valueOf(setting.l2()));
        }
        persons.ifPresent(estimator -> provenance.putAll(estimator.texts()));
        return provenance;
    }

    Optional<PersonEstimator> persons() {
        return persons;
    }

    Optional<Path> checkpoint(Part part) {
        return checkpoints.map(file -> file.apply(part));
    }

    boolean hasTrainingOracles() {
        return toTraining.isPresent();
    }

    /** Returns the same examples with the oracles to train on. */
    List<Observation> withTrainingOracles(List<Observation> examples) {
        return toTraining.map(change -> examples.stream().map(change).toList()).orElse(examples);
    }
}
