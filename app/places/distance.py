"""Distance along the surface of the Earth."""

import numpy as np
import numpy.typing as npt

EARTH_RADIUS_KM = 6371.0088


def haversine_km(
    lat: npt.ArrayLike, lon: npt.ArrayLike, lats: npt.ArrayLike, lons: npt.ArrayLike
) -> npt.NDArray[np.float64]:
    """Great-circle distance in kilometres, on a sphere of the Earth's mean radius.

    All arguments are degrees and follow NumPy's broadcasting: usually one point against
    arrays of shape (N,), which gives shape (N,). The formula is the haversine (R. W. Sinnott,
    "Virtues of the Haversine", 1984), in float64 throughout; it needs no care at the
    antimeridian or at the poles. Where a coordinate is nan, so is the distance.
    """
    lat1, lon1, lat2, lon2 = (
        np.radians(np.asarray(degrees, dtype=np.float64)) for degrees in (lat, lon, lats, lons)
    )
    chord = (
        np.sin((lat2 - lat1) / 2) ** 2
        + np.cos(lat1) * np.cos(lat2) * np.sin((lon2 - lon1) / 2) ** 2
    )
    # Rounding can lift the chord of two opposite points a hair above 1.
    angle = np.arcsin(np.sqrt(np.minimum(chord, 1.0)))
    return np.asarray(2 * EARTH_RADIUS_KM * angle, dtype=np.float64)
