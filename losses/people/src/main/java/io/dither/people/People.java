package io.dither.people;

import io.dither.learn.evaluate.Holdout;
import io.dither.learn.model.Metric;
import io.dither.learn.model.Observation;
import io.dither.learn.model.PlainText;
import io.dither.learn.model.Weight;
import io.dither.learn.model.WeightStatus;
import io.dither.learn.persons.PersonEstimator.Decisions;
import io.dither.learn.persons.PersonEstimator.Task;
import io.dither.learn.persons.PersonModel;
import io.dither.learn.persons.PersonResults;
import io.dither.people.tastes.FittedPersons;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The results of learning how the persons of one history differ.
 *
 * @param trainedPersons the distribution fitted to the training persons; empty if nobody is held out
 * @param model the model of all persons
 * @param ratios ratios of weights, such as willingness to pay
 * @param last the comparison of predictions of last decisions of held-out persons, if they have enough decisions
 */
public record People(
        Optional<FittedPersons> trainedPersons, KnownPersons model, List<Weight> ratios, Optional<LastDecisions> last)
        implements PersonResults {
    /** Learns how persons differ: from the training part, if persons are held out, and from all persons. */
    static People learn(PeopleEstimator estimator, Task task, Decisions decisions) {
        Optional<FittedPersons> trained = Optional.empty();
        Optional<LastDecisions> last = Optional.empty();
        Holdout split = decisions.split();
        if (!split.heldOut().isEmpty() && !split.training().isEmpty()) {
            task.progress().accept("learning on " + split.training().size() + " examples");
            FittedPersons distribution = estimator.learner().fit(task, decisions.history(), split.training());
            trained = Optional.of(distribution);
            last = LastDecisions.of(
                    distribution, split.heldOut(), decisions.order(), task.catalogue(), task.cancelled());
        }
        List<Observation> all = decisions.all();
        task.progress().accept("learning on all " + all.size() + " examples");
        FittedPersons fitted = estimator.learner().fit(task, decisions.history(), all);
        task.progress().accept("finding the tastes of " + fitted.persons() + " persons");
        KnownPersons persons = KnownPersons.of(fitted, all, task.catalogue(), task.cancelled());
        return new People(trained, persons, ratios(fitted, estimator.payIn()), last);
    }

    @Override
    public Optional<PersonModel> trained() {
        return trainedPersons.map(fitted -> new KnownPersons(fitted, Map.of()));
    }

    @Override
    public int lastDecisionCount() {
        return last.map(decisions -> decisions.byOwnTastes().size()).orElse(0);
    }

    @Override
    public List<Metric> ownMinusTypical() {
        return last.map(LastDecisions::differences).orElse(List.of());
    }

    /**
     * Returns the ratios to the weight {@code payIn}, or, if it is empty, to the last weight that was fixed at a value other
     * than 0. Returns no ratios if there is no such weight, if it is 0, or if it is fixed at 1.
     */
    private static List<Weight> ratios(FittedPersons fitted, Optional<String> payIn) {
        List<Weight> weights = fitted.typical();
        Optional<Weight> found = weights.stream()
                .filter(weight -> payIn.isEmpty()
                        ? weight.status() == WeightStatus.FIXED && weight.estimate() != 0
                        : weight.name().equals(payIn.get()))
                .reduce((first, second) -> second); // the last of several such weights
        if (found.isEmpty()) {
            return List.of();
        }
        Weight denominator = found.get();
        // ratios to 0 do not exist, and ratios to a fixed weight of 1 are the weights
        boolean isFixedAtOne = denominator.status() == WeightStatus.FIXED && denominator.estimate() == 1;
        return denominator.estimate() == 0 || isFixedAtOne ? List.of() : fitted.ratios(denominator.name());
    }

    /** Returns the text for the screen. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(model.fitted().toString());
        if (!ratios.isEmpty()) {
            text.append(
                    "\nratios of medians or of a class, with 95 % intervals by Fieller (lognormal: the delta method):\n");
            ratios.forEach(ratio -> text.append(line(ratio)));
        }
        return text.toString();
    }

    private static String line(Weight ratio) {
        String interval = Double.isNaN(ratio.standardError())
                ? ratio.note()
                : PlainText.format("%.4g to %.4g", ratio.low(), ratio.high());
        return PlainText.format("%-26s %10.4g   %s\n", ratio.name(), ratio.estimate(), interval);
    }

    @Override
    public Map<String, Object> fields() {
        FittedPersons fitted = model.fitted();
        Map<String, Object> fields = new LinkedHashMap<>(fitted.accept(new TasteFields()));
        if (!Double.isNaN(fitted.commonLogLikelihood())) { // a fit by moments has no likelihood
            fields.put("logLikelihood", fitted.logLikelihood().value());
            fields.put("oneTasteLogLikelihood", fitted.commonLogLikelihood());
            fields.put("likelihoodRatio", fitted.likelihoodRatio());
            fields.put("bic", fitted.bic());
            fields.put("oneTasteBic", fitted.commonBic());
        }
        fields.put("parameters", fitted.parameterCount());
        fields.put("oneTaste", fitted.commonFit().weights());
        fields.put("persons", fitted.persons());
        fields.put("effectivePersons", fitted.effectivePersons());
        List<Map<String, Object>> fieldsOfRatios = new ArrayList<>();
        for (Weight ratio : ratios) {
            Map<String, Object> ratioFields = new LinkedHashMap<>(Map.of("name", ratio.name()));
            ratioFields.put("value", ratio.estimate());
            ratioFields.put("standardError", ratio.standardError());
            ratioFields.put("low", ratio.low());
            ratioFields.put("high", ratio.high());
            ratioFields.put("note", ratio.note());
            fieldsOfRatios.add(ratioFields);
        }
        fields.put("ratios", fieldsOfRatios);
        return fields;
    }
}
