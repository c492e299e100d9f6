/* travel: minutes and kilometres of journeys, from coordinates, a mode of travel and known exceptions. All of
 * it is worked out when a network is built. The caller owns what it passes and what is filled. */
#ifndef ICSIM_NETWORK_TRAVEL_H
#define ICSIM_NETWORK_TRAVEL_H

#include "network/network.h"

/* Minutes of a journey of d crow-fly km, away from peak hours: a + b d + c sqrt d. */
struct travel_curve { double a_minutes, b_minutes_per_km, c_minutes_per_root_km; };

/* The curve of this name, or where the name is "england_2024" the curve of the terrain (NULL: of all). False
 * where there is none. travel_curve_name(i) and travel_terrain(i) list the names, NULL after the last. */
bool travel_curve_find(const char *name, const char *terrain, struct travel_curve *curve);
const char *travel_curve_name(unsigned i);
const char *travel_terrain(unsigned i);

/* Great-circle kilometres between two points in degrees. */
double travel_crow_fly_km(double lat_a, double lon_a, double lat_b, double lon_b);

/* How one mode turns distance into time. */
struct travel_mode {
    const char *curve;   /* name of a curve; NULL: `speed_kmh` */
    double speed_kmh;    /* > 0, of road kilometres */
    double peak;         /* multiplies minutes */
    double add_minutes;  /* added to every journey, after the peak */
    double detour;       /* road km of a crow-fly km, >= 1 */
};

/* A journey that is known: minutes before the peak; km NAN: crow-fly times detour. `home` or `site_from` is
 * where it starts, the other is NONE. */
struct travel_exception { uint32_t home, site_from, site_to; double minutes, km; };

/* Minutes of `crow_km` on a terrain (NULL: all), with peak and additions. */
double travel_minutes(const struct travel_mode *mode, const char *terrain, double crow_km);

struct travel_points {
    const char *const *terrain;  /* of each home; NULL: not known */
    const double *site_lat, *site_lon; /* NAN: nowhere in particular, which is 0 minutes from all */
};

/* Fills the four tables of mode `index` of network->travel (site_count set, tables of tables allocated) for
 * the network's homes. An exception between two sites holds both ways unless the other way has its own. */
enum status travel_fill(struct network *network, uint32_t index, const struct travel_mode *mode,
                        const struct travel_points *points) MUST_USE;
void travel_except(struct network *network, uint32_t index, const struct travel_mode *mode,
                   const struct travel_exception *exception, size_t count);

#endif
