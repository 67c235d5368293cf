import io.dither.layer.Input;
import io.dither.layer.NoiseKey;
import io.dither.localsearch.ChainSettings;
import io.dither.localsearch.LocalSearchLayer;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;

class Main {
    public static void main(String[] args) {
        LinearOracle ranks = OracleRegistry.discover().create("ranking:n=3");
        try (LocalSearchLayer layer = LocalSearchLayer.of(ranks, ChainSettings.annealed(1), 42, 1)) {
            System.out.println(layer.estimate(new Input(new double[] {1, 2, 3}, NoiseKey.ZERO, ranks)).rHat());
        }
    }
}
