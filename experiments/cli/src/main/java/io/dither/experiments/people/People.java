package io.dither.experiments.people;

import io.dither.experiments.run.StopRequest;
import io.dither.learn.Outcome;
import io.dither.learn.diagnose.Calibration;
import io.dither.learn.diagnose.Diagnosis;
import io.dither.learn.evaluate.Holdout;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Interval;
import io.dither.learn.model.Metric;
import io.dither.learn.model.Observation;
import io.dither.learn.people.KnownPersons;
import io.dither.learn.people.LastDecisions;
import io.dither.learn.tastes.Derived;
import io.dither.learn.tastes.FittedTastes;
import io.dither.learn.tastes.Law;
import io.dither.learn.tastes.Population;
import io.dither.learn.tastes.Taste;
import io.dither.learn.tastes.Tastes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/**
 * The tastes of the persons of one history.
 *
 * @param trained the tastes of those that are not held out, if any are
 * @param persons all persons
 * @param last how well last decisions of those held out are foretold, if they have enough
 */
public record People(Optional<FittedTastes> trained, KnownPersons persons, Optional<LastDecisions> last) {
    /** What the comparison is with. */
    public static final String ONE_TASTE = "one taste for all";

    /**
     * Learns tastes.
     *
     * @param tastes what learns
     * @param split the examples that are not held out, and those that are
     * @param all all examples
     * @param order which of a person's decisions is the last: that with the largest number
     * @param progress hears what is done
     * @return what was learnt
     */
    public static People learn(
            Tastes tastes,
            Holdout split,
            List<Observation> all,
            ToIntFunction<Observation> order,
            Consumer<String> progress) {
        tastes.cancelledBy(People::isStopped)
                .onProgress(step -> progress.accept(String.format(
                        Locale.ROOT,
                        "  pass %d: %slargest gradient %.4g of its error",
                        step.evaluation(),
                        Double.isNaN(step.loss())
                                ? ""
                                : String.format(Locale.ROOT, "log likelihood %.4f per person, ", -step.loss()),
                        step.gradient())));
        Optional<FittedTastes> trained = Optional.empty();
        Optional<LastDecisions> last = Optional.empty();
        if (!split.held().isEmpty() && !split.training().isEmpty()) {
            progress.accept("learning tastes on " + split.training().size() + " examples");
            FittedTastes some = tastes.fit(split.training());
            trained = Optional.of(some);
            last = LastDecisions.of(some, split.held(), order, People::isStopped);
        }
        progress.accept("learning tastes on all " + all.size() + " examples");
        FittedTastes fitted = tastes.fit(all);
        progress.accept("finding the tastes of " + fitted.persons() + " persons");
        return new People(trained, KnownPersons.of(fitted, all, People::isStopped), last);
    }

    private static boolean isStopped() {
        StopRequest.check();
        return false;
    }

    /** {@return the fit of the mean tastes of those that are not held out} */
    public Optional<Fitted> trainedMean() {
        return trained.map(one -> new KnownPersons(one, Map.of()).mean());
    }

    /**
     * {@return the diagnosis, its probabilities integrated over tastes}
     *
     * @param measured of the mean tastes
     * @param samples how many samples estimate the probabilities of an example
     * @param seed the seed of their noise
     */
    public Diagnosis integrated(Diagnosis measured, int samples, long seed) {
        if (measured.calibration() == null || trained.isEmpty()) {
            return measured;
        }
        FittedTastes tastes = trained.get();
        return measured.with(Calibration.of(
                measured.outcomes(),
                (one, count, key) -> tastes.probabilities(one.features(), one.oracle(), count, key),
                samples,
                seed));
    }

    /** {@return the ratios of medians to the weight that is fixed, the unit of the others, or to the last one} */
    public List<Derived> ratios() {
        FittedTastes tastes = persons.tastes();
        Population population = tastes.population();
        int unit = population.names().size() - 1;
        for (int k = 0; k < population.names().size(); k++) {
            unit = population.held()[k] ? k : unit;
        }
        List<Derived> ratios = new ArrayList<>();
        if (population.median(unit) != 0 && !(population.held()[unit] && population.median(unit) == 1)) {
            String below = population.names().get(unit);
            population.names().stream()
                    .filter(above -> !above.equals(below))
                    .forEach(above -> ratios.add(tastes.ratio(above, below)));
        }
        return ratios;
    }

    /** {@return what people read of tastes} */
    public String text() {
        StringBuilder text = new StringBuilder(persons.tastes().toString());
        List<Derived> ratios = ratios();
        if (!ratios.isEmpty()) {
            text.append(
                    "\nratios of medians, with 95 % intervals by the delta method, and by draws (Krinsky and Robb):\n");
            ratios.forEach(one -> text.append(String.format(
                    Locale.ROOT,
                    "%-26s %10.4g   %.4g to %.4g   %.4g to %.4g\n",
                    one.name(),
                    one.value(),
                    one.delta().low(),
                    one.delta().high(),
                    one.low(),
                    one.high())));
        }
        return text.toString();
    }

    /** {@return what scripts read of tastes} */
    public Map<String, Object> fields() {
        FittedTastes tastes = persons.tastes();
        Population population = tastes.population();
        List<Map<String, Object>> each = new ArrayList<>();
        for (Taste one : tastes.tastes()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("name", one.name());
            fields.put("law", one.law().toString());
            fields.put("location", one.location());
            fields.put("spread", one.spread());
            fields.put("mean", fields(one.mean()));
            fields.put("median", fields(one.median()));
            fields.put("deviation", fields(one.deviation()));
            fields.put("wrongSign", fields(one.wrongSign()));
            each.add(fields);
        }
        List<Map<String, Object>> correlations = new ArrayList<>();
        for (int k = 0; k < population.names().size(); k++) {
            for (int l = 0; l < k && population.correlated(); l++) {
                if (population.laws().get(k) != Law.FIXED && population.laws().get(l) != Law.FIXED) {
                    correlations.add(Map.of(
                            "of", population.names().get(l),
                            "with", population.names().get(k),
                            "value", population.correlation(k, l)));
                }
            }
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("tastes", each);
        fields.put("correlations", correlations);
        fields.put("method", tastes.method().toString().toLowerCase(Locale.ROOT));
        if (tastes.method() == FittedTastes.Method.LIKELIHOOD) {
            fields.put("logLikelihood", tastes.logLikelihood().value());
            fields.put("logLikelihoodSimulationError", tastes.logLikelihood().standardError());
            fields.put("oneTasteLogLikelihood", tastes.oneLogLikelihood());
            fields.put("likelihoodRatio", tastes.likelihoodRatio());
            fields.put("likelihoodRatioPValue", tastes.likelihoodRatioPValue());
        }
        if (tastes.specification() != null) {
            fields.put("lawTest", tastes.specification());
        }
        fields.put("oneTaste", tastes.oneTaste().weights());
        fields.put("persons", tastes.persons());
        fields.put("draws", tastes.draws());
        List<Map<String, Object>> ratios = new ArrayList<>();
        for (Derived one : ratios()) {
            Map<String, Object> ratio = new LinkedHashMap<>(Map.of("name", one.name()));
            ratio.putAll(fields(one.delta()));
            ratio.put("krinskyRobbLow", one.low());
            ratio.put("krinskyRobbHigh", one.high());
            ratios.add(ratio);
        }
        fields.put("ratios", ratios);
        return fields;
    }

    private static Map<String, Object> fields(Interval one) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("value", one.value());
        fields.put("standardError", one.standardError());
        fields.put("low", one.low());
        fields.put("high", one.high());
        return fields;
    }

    /** {@return how much better last decisions are foretold by own tastes; nothing if it is not known} */
    public List<Metric> ownTastes() {
        return last.map(LastDecisions::differences).orElse(List.of());
    }

    /** {@return what one taste for all decides on the examples held out}
     *
     * @param held the examples held out
     */
    public List<Outcome> byOneTaste(List<Observation> held) {
        return trained.map(one -> Outcome.all(held, one.oneTaste())).orElse(List.of());
    }
}
