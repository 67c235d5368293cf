import io.dither.oracle.OracleRegistry;
import java.util.Arrays;

class Main {
    public static void main(String[] args) {
        System.out.println(Arrays.toString(OracleRegistry.discover().create("ranking:n=3").solve(new double[] {3, 1, 2})));
    }
}
