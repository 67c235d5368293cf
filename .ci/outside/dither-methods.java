import io.dither.methods.SparseMap;
import io.dither.oracle.OracleRegistry;
import java.util.Arrays;

class Main {
    public static void main(String[] args) {
        SparseMap nearest = new SparseMap(OracleRegistry.discover().create("argmax:n=3"), 1);
        System.out.println(Arrays.toString(nearest.forward(new double[] {1, 0.2, 0}).output().values()));
    }
}
