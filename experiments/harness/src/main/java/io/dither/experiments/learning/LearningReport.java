package io.dither.experiments.learning;

import io.dither.experiments.text.Html;
import io.dither.layer.Mixing;
import io.dither.learn.diagnose.Diagnosis;
import io.dither.learn.diagnose.LogLikelihood;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Importance;
import io.dither.learn.model.Observation;
import io.dither.learn.model.WeightStatus;
import io.dither.learn.persons.Mixture;
import io.dither.learn.study.StudyResults;
import io.dither.oracle.Sense;
import io.dither.oracle.Vertex;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Collects the figures of a fitted model and writes its page. It computes none of them, apart from the sections of each {@link
 * ResultsAddition}; all but the model itself may be left out. Not thread-safe.
 */
public final class LearningReport {
    /** The name of the amplitude of the noise among the {@link #truth}. */
    public static final String EPSILON = "epsilon";

    /** The sections that {@link #renew} draws anew. */
    private static final Set<String> OF_FIT = Set.of("fit", "worth", "weights");

    /**
     * The vertices that a coordinate of theta connects.
     *
     * @param from its start
     * @param to its end; equal to the start if the coordinate is a vertex
     */
    public record Ends(String from, String to) {}

    final String title;
    final Fitted fitted;
    final Map<String, String> provenance = new LinkedHashMap<>();
    /** The importance of features in trees; empty for a model with weights. */
    final List<Importance> importance = new ArrayList<>();

    final Map<String, Double> truth = new LinkedHashMap<>();

    private Sense sense = Sense.MINIMIZE;

    @Nullable
    Diagnosis diagnosis;

    @Nullable
    RoadMap map;

    @Nullable
    Mixture persons;

    Consumer<Html> personsSection = html -> {};

    final List<Consumer<Html>> addedSections = new ArrayList<>();

    /** How well the Markov chains of the loss mix; null for other losses. */
    @Nullable
    Mixing mixing;

    @Nullable
    LogLikelihood likelihood;

    @Nullable
    BiFunction<Vertex, Observation, String> decisionText;

    private LearningReport(String title, Fitted fitted) {
        this.title = title;
        this.fitted = fitted;
    }

    /**
     * Reports on a model.
     *
     * @param title the title of the page
     * @param fitted the fit to all examples, whose weights are shown
     * @return the report
     */
    public static LearningReport of(String title, Fitted fitted) {
        return new LearningReport(title, fitted);
    }

    /**
     * Reports on the results of a study.
     *
     * @param title the title of the page
     * @param results the results; {@link #persons} adds how persons differ
     * @return the report
     */
    public static LearningReport of(String title, StudyResults results) {
        LearningReport report = of(title, results.fit());
        report.importance.addAll(results.measures().importance());
        report.mixing = results.measures().mixing().orElse(null);
        report.likelihood = results.measures().likelihood().orElse(null);
        return report;
    }

    /**
     * Shows the origin of the model.
     *
     * @param pairs names and values, such as checksums of data, seed and command line, in their order
     * @return this
     */
    public LearningReport provenance(Map<String, String> pairs) {
        provenance.putAll(pairs);
        return this;
    }

    /**
     * Shows the weights next to the true weights of simulated decisions.
     *
     * @param weights the true weights by name, in raw units, and {@link #EPSILON}; weights without an entry are unknown
     * @return this
     */
    public LearningReport truth(Map<String, Double> weights) {
        truth.putAll(weights);
        return this;
    }

    /**
     * Adds the diagnosis on the held-out examples.
     *
     * @param measured the diagnosis of the fit on the other examples
     * @return this
     */
    public LearningReport diagnosis(Diagnosis measured) {
        diagnosis = measured;
        return sense(measured.outcomes().get(0).observation().oracle().sense());
    }

    /**
     * Sets what theta is: costs, which is the default, or scores, of which more is better. {@link #diagnosis} sets this too.
     *
     * @param ofOracle the sense of the oracle
     * @return this
     */
    public LearningReport sense(Sense ofOracle) {
        sense = ofOracle;
        return this;
    }

    /**
     * Shows how persons differ.
     *
     * @param mixture the distribution of persons; the fit of this report has their typical weights (medians of tastes, or means over classes)
     * @param section writes the section on persons
     * @return this
     */
    public LearningReport persons(Mixture mixture, Consumer<Html> section) {
        persons = mixture;
        personsSection = section;
        return this;
    }

    /**
     * Adds a section above the sections on persons, effects and decisions.
     *
     * @param section writes it
     * @return this
     */
    public LearningReport section(Consumer<Html> section) {
        addedSections.add(section);
        return this;
    }

    /**
     * Sets positions, so that the page of a {@link #diagnosis} has maps: of the worst-predicted examples, of where decisions differ, and of
     * effects. Without a diagnosis, there are no maps.
     *
     * @param positions x and y by the name of the vertex; y points upwards
     * @param ends the vertices of each coordinate of theta, the same for all examples
     * @return this
     */
    public LearningReport map(Map<String, double[]> positions, IntFunction<Ends> ends) {
        map = new RoadMap(positions, ends);
        return this;
    }

    /**
     * Writes decisions as texts, such as their vertices in the order of travel, instead of as the indices of their coordinates.
     *
     * @param text returns the text of a decision of an example
     * @return this
     */
    public LearningReport decisions(BiFunction<Vertex, Observation, String> text) {
        decisionText = text;
        return this;
    }

    /** {@return the page: HTML that needs nothing else} */
    public String html() {
        return page().report().html();
    }

    /**
     * Writes the page.
     *
     * @param file the file, such as {@code report.html}; overwritten
     * @throws java.io.UncheckedIOException if it cannot be written
     */
    public void write(Path file) {
        page().report().write(file);
    }

    /**
     * Writes the page as {@code report.html}, and its sections beside it, for {@link #renew}.
     *
     * @param folder the folder of the model
     * @throws java.io.UncheckedIOException if it cannot be written
     */
    public void save(Path folder) {
        page().write(folder);
    }

    /**
     * Draws a saved page anew with the sections of this report that need no diagnosis: the fit, what the weights are worth, warnings about the
     * fit, and the weights with their intervals.
     *
     * @param folder the folder of the model; nothing is done if no page was saved there
     * @throws io.dither.error.DataException if the saved page cannot be read
     * @throws java.io.UncheckedIOException if it cannot be written
     */
    public void renew(Path folder) {
        List<SavedPage.Section> sections = page().sections().stream()
                .filter(section -> OF_FIT.contains(section.name()))
                .toList();
        SavedPage.read(folder).ifPresent(page -> page.with(sections).write(folder));
    }

    /** Returns the page as its sections, from which the HTML is made. */
    private SavedPage page() {
        return new SavedPage(title, new LearningPage(this).sections());
    }

    /** {@return the fit that made the held-out decisions; the fit to all examples if there is no diagnosis} */
    Fitted evaluatedFit() {
        return diagnosis == null ? fitted : diagnosis.fitted();
    }

    /** {@return whether probabilities of the held-out decisions are known without samples; false if there is no diagnosis} */
    boolean hasExactProbabilities() {
        return diagnosis != null && Diagnosis.isExact(diagnosis.fitted(), diagnosis.outcomes());
    }

    /** {@return whether theta is a score, of which more is better, and not a cost} */
    boolean isScore() {
        return sense == Sense.MAXIMIZE;
    }

    /** {@return the unit of theta: the name of the weight that is fixed at 1; empty if there is no such weight, or more than one} */
    String unit() {
        List<String> units = new ArrayList<>();
        fitted.weights().stream()
                .filter(weight -> weight.status() == WeightStatus.FIXED && weight.estimate() == 1)
                .forEach(weight -> units.add(weight.name()));
        return units.size() == 1 ? units.get(0) : "";
    }
}
