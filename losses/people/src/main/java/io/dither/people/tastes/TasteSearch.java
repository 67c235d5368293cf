package io.dither.people.tastes;

import io.dither.learn.Cluster;
import io.dither.learn.model.Fitted;
import io.dither.people.internal.Counts;
import io.dither.people.internal.Person;
import java.util.List;
import java.util.function.Consumer;

/**
 * Searches for a population: by the simulated likelihood of persons, or by their moments.
 *
 * @param commonFit the fit with the same weights for all persons
 * @param start the population to start from, in standardised units
 * @param persons the persons
 * @param listener receives the progress of each step
 */
record TasteSearch(Fitted commonFit, Population start, List<Person> persons, Consumer<Fitted.Progress> listener) {
    FittedTastes byLikelihood(Cluster.DistributedPersons<PersonDraws> personDraws, int draws) {
        Counts counts = counts();
        SimulatedLikelihood simulated = new SimulatedLikelihood(personDraws, counts, start);
        TasteSearchResult maximum =
                new LikelihoodSearch(simulated, persons, start, commonFit, draws, listener).search(start.parameters());
        double commonLogLikelihood = simulated.commonLogLikelihood(commonFit.parameters());
        return maximum.fitted(commonFit, start, commonLogLikelihood, persons.size(), counts.total());
    }

    FittedTastes byMoments(Cluster.DistributedPersons<PersonMoments> moments, boolean multiplicative, int draws) {
        TasteProblem problem = new TasteProblem(moments, persons, start, commonFit, multiplicative, draws);
        TasteSearchResult root = new TasteMomentSearch(problem, persons, commonFit.settings(), listener).search(start);
        // NaN: moments have no log likelihood
        return root.fitted(commonFit, start, Double.NaN, persons.size(), counts().total());
    }

    private Counts counts() {
        return Counts.of(persons, commonFit.settings().weighting());
    }
}
