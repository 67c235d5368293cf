package io.dither.learn.people;

import io.dither.error.Arguments;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Interval;
import io.dither.learn.model.Weight;
import io.dither.learn.tastes.FittedTastes;
import io.dither.learn.tastes.PersonTastes;
import io.dither.learn.tastes.Population;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tastes of persons in model.json: all but what the fit of the mean tastes says. */
@SuppressWarnings("ArrayRecordComponent") // a carrier, compared by nobody
record SavedPersons(
        Population population,
        FittedTastes.Method method,
        double[][] covariance,
        double degreesOfFreedom,
        double[] simulation,
        Interval logLikelihood,
        One oneTaste,
        int persons,
        int draws,
        Map<String, Known> known) {
    /** One taste for all. */
    record One(double[] parameters, List<Weight> weights, Fitted.Status status, double loss, double logLikelihood) {}

    /** What is known of a person. */
    record Known(double[] mean, double[] spread, int decisions) {}

    static SavedPersons of(KnownPersons persons) {
        FittedTastes tastes = persons.tastes();
        Fitted one = tastes.oneTaste();
        Map<String, Known> known = new LinkedHashMap<>();
        persons.known().forEach((name, own) -> known.put(name, new Known(own.mean(), own.spread(), own.decisions())));
        return new SavedPersons(
                tastes.population(),
                tastes.method(),
                tastes.covariance(),
                tastes.degreesOfFreedom(),
                tastes.simulation(),
                tastes.logLikelihood(),
                new One(one.parameters(), one.weights(), one.status(), one.loss(), tastes.oneLogLikelihood()),
                tastes.persons(),
                tastes.draws(),
                known);
    }

    /** Returns the tastes around a fit by their means. */
    KnownPersons about(Fitted mean) {
        List<String> names = mean.model().names();
        Arguments.require(
                population.names().equals(names)
                        && population.laws().size() == names.size()
                        && population.factor().length == names.size()
                        && population.held().length == names.size(),
                "its tastes are not those of the weights " + names,
                "Maybe learn again");
        requireSquare();
        Fitted one = new Fitted(
                mean.model(),
                Arguments.finite("parameters", oneTaste.parameters(), names.size()),
                mean.settings(),
                mean.ofEpsilon(),
                oneTaste.weights(),
                new double[0][],
                oneTaste.status(),
                "",
                oneTaste.loss(),
                List.of(),
                mean.noise(),
                mean.examples(),
                0,
                List.of(),
                null);
        Map<String, PersonTastes> people = new LinkedHashMap<>();
        known.forEach((name, own) -> people.put(
                name,
                new PersonTastes(
                        names,
                        Arguments.finite("mean", own.mean(), names.size()),
                        Arguments.finite("spread", own.spread(), names.size()),
                        own.decisions())));
        return new KnownPersons(
                new FittedTastes(
                        one,
                        population,
                        method,
                        covariance,
                        degreesOfFreedom,
                        simulation,
                        logLikelihood,
                        oneTaste.logLikelihood(),
                        persons,
                        draws,
                        0,
                        mean.status(),
                        mean.message(),
                        null),
                people);
    }

    private void requireSquare() {
        for (double[] row : covariance) {
            Arguments.require(
                    covariance.length == population.size() && row.length == covariance.length,
                    "its covariance is not that of " + population.size() + " numbers",
                    "Maybe learn again");
        }
    }
}
