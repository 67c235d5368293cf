import com.google.inject.Guice;
import io.dither.inject.DitherModule;
import io.dither.inject.PerturbedOptimizers;
import io.dither.perturbed.PerturbedOptimizer;
import java.util.Arrays;

class Main {
    public static void main(String[] args) {
        PerturbedOptimizers layers =
                Guice.createInjector(new DitherModule().threads(2).seed(42)).getInstance(PerturbedOptimizers.class);
        try (PerturbedOptimizer layer = layers.builder("argmax:n=3").epsilon(0.5).build()) {
            System.out.println(Arrays.toString(layer.estimate(new double[] {1, 2, 3}).mean()));
        }
    }
}
