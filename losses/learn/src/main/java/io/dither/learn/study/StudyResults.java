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
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The results of a study: the fit to all examples, and the decisions of a fit to the training part on the held-out examples.
 *
 * @param setting the settings of both fits, the best of the settings of the {@link Study}
 * @param heldOut the decisions on the held-out examples
 * @param fit the fit to all examples; if persons differ, with their typical weights (medians over persons, or means over classes of persons)
 * @param origin returns the {@link #provenance()}
 * @param measures the measurements besides the weights
 * @param persons what the estimator of persons found, if weights differ between persons
 */
public record StudyResults(
        FitSettings setting,
        HeldOut heldOut,
        Fitted fit,
        Supplier<Map<String, String>> origin,
        Measures measures,
        Optional<PersonResults> persons) {
    /**
     * {@return the origin of the fit: texts by name, such as its loss and the {@linkplain io.dither.learn.Estimator#digest SHA-256} of everything
     * that the fit depends on}
     */
    public Map<String, String> provenance() {
        return origin.get();
    }

    /**
     * {@return metrics on the held-out examples, with 95 % intervals; also comparisons with the oracle used in training, if another oracle
     * decides}
     */
    public List<Metric> metrics() {
        List<Metric> metrics = new ArrayList<>(heldOut.metrics());
        metrics.addAll(measures.relaxation());
        return metrics;
    }

    /** {@return the name of the simpler model in {@link HeldOut#simplerOutcomes}: the same weights for all persons, or no effects of groups} */
    public String simplerName() {
        return persons.isPresent() ? "one taste for all" : "without effects";
    }

    /**
     * {@return the number of samples per example as text, with "the default" if it is the number that {@link
     * FitSettings#samplesFor} gives for the examples, otherwise "as chosen"; empty if none were drawn}
     */
    public Optional<String> samples() {
        if (!measures.isSampled()) {
            return Optional.empty();
        }
        List<Observation> all = Stream.of(
                        heldOut.split().training(), heldOut.split().heldOut())
                .flatMap(List::stream)
                .toList();
        int samples = setting.samples();
        int defaultForHistory = FitSettings.samplesFor(all); // large histories take fewer than USUAL
        String reason = samples != defaultForHistory ? "as chosen" : "the default";
        if (samples == defaultForHistory && defaultForHistory < FitSettings.USUAL.samples()) {
            reason += " for large histories (" + FitSettings.coordinates(all) + " coordinates in all examples)";
        }
        return Optional.of(samples + " per example, " + reason);
    }

    /**
     * {@return the model of all examples, with the metrics on the held-out examples}
     *
     * @param setup describes how features and oracles are made from rows, for example a record; Jackson writes it as JSON
     * @param provenance the origin of the model
     * @param files the files that the setup refers to, by their names in the setup
     */
    public SavedModel model(Object setup, Map<String, String> provenance, Map<String, Path> files) {
        // the empty text: the oracle used in training also decides; if another decides, the command replaces the text
        SavedModel model = SavedModel.of(fit, setup, provenance, files).withTexts(costModel(), "");
        SavedModel measured = model.withHeldOut(heldOut.metrics());
        return persons.map(results -> results.model().addedTo(measured)).orElse(measured);
    }

    /** {@return the text of the cost model; empty if the provenance has none} */
    public String costModel() {
        return provenance().getOrDefault(Study.COST_MODEL, "");
    }

    /**
     * Writes the model of all examples, for programs that make features and oracles themselves.
     *
     * @param folder the folder, created if it does not exist
     * @throws java.io.UncheckedIOException if it cannot be written
     */
    public void save(Path folder) {
        model(Map.of(), provenance(), Map.of()).save(folder);
    }

    /** Returns the weights, and the metrics on the held-out examples, as text. */
    @Override
    public String toString() {
        StringBuilder text =
                new StringBuilder(persons.map(PersonResults::toString).orElse(fit.toString()));
        metrics().forEach(metric -> text.append('\n').append(metric));
        return text.toString();
    }
}
