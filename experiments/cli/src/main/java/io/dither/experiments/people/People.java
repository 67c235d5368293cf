package io.dither.experiments.people;

import io.dither.experiments.run.StopRequest;
import io.dither.learn.Outcome;
import io.dither.learn.diagnose.Calibration;
import io.dither.learn.diagnose.Diagnosis;
import io.dither.learn.evaluate.Holdout;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Metric;
import io.dither.learn.model.Observation;
import io.dither.learn.model.Weight;
import io.dither.learn.people.KnownPersons;
import io.dither.learn.people.LastDecisions;
import io.dither.learn.tastes.Derived;
import io.dither.learn.tastes.FittedPersons;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * The tastes of the persons of one history.
 *
 * @param trained the tastes of those that are not held out, if any are
 * @param persons all persons
 * @param ratios what persons pay: ratios to one weight
 * @param last how well last decisions of those held out are foretold, if they have enough
 */
public record People(
        Optional<FittedPersons> trained, KnownPersons persons, List<Derived> ratios, Optional<LastDecisions> last) {
    /** What the comparison is with. */
    public static final String ONE_TASTE = "one taste for all";

    /**
     * Learns how persons differ.
     *
     * @param how what learns it
     * @param split the examples that are not held out, and those that are
     * @param all all examples
     * @param order which of a person's decisions is the last: that with the largest number
     * @param payIn the weight that others are measured in: one that is fixed if none is named
     * @param progress hears what is done
     * @return what was learnt
     */
    public static People learn(
            Function<List<Observation>, FittedPersons> how,
            Holdout split,
            List<Observation> all,
            ToIntFunction<Observation> order,
            Optional<String> payIn,
            Consumer<String> progress) {
        Optional<FittedPersons> trained = Optional.empty();
        Optional<LastDecisions> last = Optional.empty();
        if (!split.held().isEmpty() && !split.training().isEmpty()) {
            progress.accept("learning on " + split.training().size() + " examples");
            FittedPersons some = how.apply(split.training());
            trained = Optional.of(some);
            last = LastDecisions.of(some, split.held(), order, People::isStopped);
        }
        progress.accept("learning on all " + all.size() + " examples");
        FittedPersons fitted = how.apply(all);
        progress.accept("finding the tastes of " + fitted.persons() + " persons");
        return new People(trained, KnownPersons.of(fitted, all, People::isStopped), ratios(fitted, payIn), last);
    }

    static boolean isStopped() {
        StopRequest.check();
        return false;
    }

    private Optional<KnownPersons> strangers() {
        return trained.map(one -> new KnownPersons(one, Map.of()));
    }

    /** {@return the fit of the weights that stand for all persons that are not held out} */
    public Optional<Fitted> trainedTypical() {
        return strangers().map(KnownPersons::typical);
    }

    /**
     * {@return what is decided for persons held out, of whom nothing is known}
     *
     * @param held the examples held out
     */
    public List<Outcome> byAllTastes(List<Observation> held) {
        return strangers().map(one -> one.outcomes(held)).orElse(List.of());
    }

    /**
     * {@return the diagnosis, its probabilities integrated over tastes}
     *
     * @param measured of what is decided
     * @param samples how many samples estimate the probabilities of an example
     * @param seed the seed of their noise
     */
    public Diagnosis integrated(Diagnosis measured, int samples, long seed) {
        if (measured.calibration() == null || trained.isEmpty()) {
            return measured;
        }
        return measured.with(
                Calibration.of(measured.outcomes(), strangers().orElseThrow()::probabilities, samples, seed));
    }

    private static List<Derived> ratios(FittedPersons fitted, Optional<String> payIn) {
        List<Weight> weights = fitted.typical();
        Optional<Weight> named = weights.stream()
                .filter(one -> payIn.isEmpty()
                        ? one.note().equals("fixed")
                        : one.name().equals(payIn.get()))
                .reduce((before, one) -> one);
        if (named.isEmpty()) {
            return List.of();
        }
        Weight unit = named.get();
        boolean isUseless = unit.estimate() == 0 || (unit.note().equals("fixed") && unit.estimate() == 1);
        return isUseless ? List.of() : fitted.ratios(payIn.orElse(unit.name()));
    }

    /** {@return what people read of tastes} */
    public String text() {
        StringBuilder text = new StringBuilder(persons.fitted().toString());
        if (!ratios.isEmpty()) {
            text.append(
                    "\nratios of medians or of a class, with 95 % intervals by Fieller (lognormal: the delta method), and by draws"
                            + " (Krinsky and Robb):\n");
            ratios.forEach(one -> text.append(Pay.line(one)));
        }
        return text.toString();
    }

    /** {@return what scripts read of tastes} */
    public Map<String, Object> fields() {
        FittedPersons fitted = persons.fitted();
        Map<String, Object> fields = new LinkedHashMap<>(fitted.by(new TasteFields()));
        if (!Double.isNaN(fitted.oneLogLikelihood())) {
            fields.put("logLikelihood", fitted.logLikelihood().value());
            fields.put("oneTasteLogLikelihood", fitted.oneLogLikelihood());
            fields.put("likelihoodRatio", fitted.likelihoodRatio());
            fields.put("bic", fitted.bic());
            fields.put("oneTasteBic", fitted.oneBic());
        }
        fields.put("parameters", fitted.parameters());
        fields.put("oneTaste", fitted.oneTaste().weights());
        fields.put("persons", fitted.persons());
        fields.put("effectivePersons", fitted.effectivePersons());
        List<Map<String, Object>> pay = new ArrayList<>();
        for (Derived one : ratios) {
            Map<String, Object> ratio = new LinkedHashMap<>(Map.of("name", one.name()));
            ratio.put("value", one.value());
            ratio.put("standardError", one.number().standardError());
            ratio.put("low", one.number().low());
            ratio.put("high", one.number().high());
            ratio.put("note", one.number().note());
            ratio.put("krinskyRobbLow", one.low());
            ratio.put("krinskyRobbHigh", one.high());
            pay.add(ratio);
        }
        fields.put("ratios", pay);
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
