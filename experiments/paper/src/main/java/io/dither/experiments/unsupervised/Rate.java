package io.dither.experiments.unsupervised;

import java.util.List;

/**
 * The rate at which the error of one model falls with n, the number of observations per data set.
 *
 * @param model the name of the model
 * @param dimension d
 * @param exact whether the fit simulates nothing
 * @param slope the slope of the logarithm of the error against the logarithm of n, by least squares; -1/2 in theory
 * @param slopeStandardError its standard error, computed from {@link SizeResult#errorStandardError} of each n
 * @param coverage the mean coverage over all n
 * @param coverageStandardError its standard error
 * @param sizes the results for each n
 */
record Rate(
        String model,
        int dimension,
        boolean exact,
        double slope,
        double slopeStandardError,
        double coverage,
        double coverageStandardError,
        List<SizeResult> sizes) {

    static Rate of(Model model, List<SizeResult> sizes) {
        double centre = 0;
        for (SizeResult size : sizes) {
            centre += Math.log(size.observations()) / sizes.size();
        }
        double spread = 0;
        for (SizeResult size : sizes) {
            spread += Math.pow(Math.log(size.observations()) - centre, 2);
        }
        double slope = 0;
        double slopeVariance = 0;
        double coverage = 0;
        double coverageVariance = 0;
        for (SizeResult size : sizes) {
            double weight = (Math.log(size.observations()) - centre) / spread;
            slope += weight * Math.log(size.error());
            slopeVariance += Math.pow(weight * size.errorStandardError() / size.error(), 2);
            coverage += size.coverage() / sizes.size();
            coverageVariance += Math.pow(size.coverageStandardError() / sizes.size(), 2);
        }
        return new Rate(
                model.name(),
                model.oracle().dimension(),
                model.isExact(),
                slope,
                Math.sqrt(slopeVariance),
                coverage,
                Math.sqrt(coverageVariance),
                sizes);
    }
}
