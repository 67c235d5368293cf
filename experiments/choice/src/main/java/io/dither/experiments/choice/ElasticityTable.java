package io.dither.experiments.choice;

import io.dither.choice.Elasticities;
import io.dither.experiments.learning.ResultsAddition;
import io.dither.experiments.learning.ResultsView.Section;
import io.dither.experiments.report.Tables;
import io.dither.experiments.text.Html;
import io.dither.experiments.text.Numbers;
import io.dither.learn.Outcome;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Weight;
import io.dither.learn.persons.Mixture;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Adds elasticities of the probabilities of alternatives to the results of a fit, if the probabilities have a closed
 * form.
 */
public final class ElasticityTable implements ResultsAddition {
    @Override
    public Optional<Section> of(Fitted fitted, Optional<Mixture> persons, List<Outcome> heldOut) {
        List<Weight> elasticities = persons.map(mixture -> Elasticities.shown(mixture, heldOut))
                .orElseGet(() -> Elasticities.shown(fitted, heldOut));
        return elasticities.isEmpty()
                ? Optional.empty()
                : Optional.of(new Section(
                        "",
                        Map.of("elasticities", elasticities),
                        html -> write(elasticities, persons.isPresent(), html)));
    }

    private static void write(List<Weight> elasticities, boolean arePersons, Html html) {
        html.element("h2", "Elasticities");
        html.element(
                "p",
                "Percentage change in the probability of an alternative if its own feature rises by 1 %: the mean over the"
                        + " held-out examples, weighted by this probability"
                        + (arePersons ? ", which is a mean over all persons." : "."));
        List<List<String>> rows = elasticities.stream()
                // if an elasticity has no interval, the note gives the reason
                .map(elasticity -> List.of(
                        elasticity.name(),
                        Numbers.text(elasticity.estimate(), elasticity.standardError()),
                        Double.isNaN(elasticity.standardError()) && !elasticity.isEstimated()
                                ? elasticity.note()
                                : Numbers.interval(elasticity.low(), elasticity.high(), elasticity.standardError())))
                .toList();
        Tables.write(
                html, "", List.of("feature", "elasticity", "95 % interval"), rows, column -> !column.equals("feature"));
        // if an elasticity has a standard error but is not ESTIMATED, its interval takes some spreads of tastes as
        // fixed, because they may be 0; its note names them, the same spreads for all elasticities of a fit
        elasticities.stream()
                .filter(elasticity -> !Double.isNaN(elasticity.standardError()) && !elasticity.isEstimated())
                .findFirst()
                .ifPresent(elasticity -> html.note("Each interval " + elasticity.note() + "."));
    }
}
