package io.dither.learn.study;

import io.dither.learn.SavedModel;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Metric;
import io.dither.learn.model.Observation;
import io.dither.learn.persons.PersonResults;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The results of a study: the model of all examples, and how a model of the training part decides the examples held out.
 *
 * @param setting the settings of both fits, the best of those that were tried
 * @param heldOut the decisions on the examples held out
 * @param fit the fit on all examples; of the typical weights if persons differ
 * @param provenance where the fit comes from: names and texts, such as its loss and the {@linkplain io.dither.learn.Estimator#digest SHA-256}
 *     of all that it depends on
 * @param measures what is measured beside the weights
 * @param persons how weights differ between persons, if they do
 */
public record StudyResults(
        FitSettings setting,
        HeldOut heldOut,
        Fitted fit,
        Map<String, String> provenance,
        Measures measures,
        Optional<PersonResults> persons) {
    /** {@return metrics on the examples held out, with 95 % intervals, and of the oracle of training if it is another} */
    public List<Metric> metrics() {
        List<Metric> metrics = new ArrayList<>(heldOut.metrics());
        metrics.addAll(measures.relaxation());
        return metrics;
    }

    /** {@return the name of the simpler model that {@link HeldOut#simpler} is of} */
    public String simplerName() {
        return persons.isPresent() ? "one taste for all" : "without effects";
    }

    /** {@return how many samples were drawn per example, and why, for people; empty if none were} */
    public Optional<String> samples() {
        if (!measures.isSampled()) {
            return Optional.empty();
        }
        List<Observation> all = Stream.of(
                        heldOut.split().training(), heldOut.split().held())
                .flatMap(List::stream)
                .toList();
        int number = setting.samples();
        String reason = number == FitSettings.samplesFor(all)
                ? "usual for examples of " + FitSettings.coordinates(all) + " coordinates together"
                : "as told";
        return Optional.of(number + " per example, " + reason);
    }

    /**
     * {@return the model of all examples, with its metrics on the examples held out}
     *
     * @param setup how features and oracles are made of rows, such as a record; written by Jackson
     * @param from where it comes from
     * @param files the files that the setup names, by these names
     */
    public SavedModel model(Object setup, Map<String, String> from, Map<String, Path> files) {
        SavedModel model = SavedModel.of(fit, setup, from, files).learntBy(costModel(), "");
        return persons.map(results -> results.model().in(model)).orElse(model).withHeldOut(heldOut.metrics());
    }

    /** {@return the text of the cost model; empty if it has none} */
    public String costModel() {
        return provenance.getOrDefault(Study.COST_MODEL, "");
    }

    /**
     * Writes the model of all examples, for programs that make features and oracles themselves.
     *
     * @param folder where to; created if it does not exist
     * @throws java.io.UncheckedIOException if it cannot be written
     */
    public void save(Path folder) {
        model(Map.of(), provenance, Map.of()).save(folder);
    }

    /** Returns a text for people: the weights, and the metrics on the examples held out. */
    @Override
    public String toString() {
        StringBuilder text =
                new StringBuilder(persons.map(PersonResults::toString).orElse(fit.toString()));
        metrics().forEach(metric -> text.append('\n').append(metric));
        return text.toString();
    }
}
