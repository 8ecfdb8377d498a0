/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "picture.h"
#include "cli.h"
#include "configuration-file.h"
#include "error.h"
#include "offscreen.h"
#include "picture-legend.h"
#include "potential.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* The call as it was written, and what was made of it. */
typedef struct
{
  char *size, *colour, *range, *radius;
  char *index, *centre, *atom, *around, *distance;
  char *cut, *slab, *along, *turn, *reference_path;
  char **hide, **potentials;
  gboolean polyhedra, links, voronoi_cell, orthographic, perspective;
  gboolean dark, transparent, no_cell, no_axes, legend;
  VitConfiguration *configuration;
  VitConfiguration *reference;
  VitPictureOptions options;
  int width, height;
} Call;

static void
call_clear (Call *self)
{
  char *texts[]
      = { self->size,   self->colour,   self->range, self->radius, self->index, self->centre, self->atom,
          self->around, self->distance, self->cut,   self->slab,   self->along, self->turn,   self->reference_path };

  for (gsize k = 0; k < G_N_ELEMENTS (texts); k++)
    g_free (texts[k]);
  g_strfreev (self->hide);
  g_strfreev (self->potentials);
  vit_configuration_free (self->configuration);
  vit_configuration_free (self->reference);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Call, call_clear)

static gboolean
parse_call (Call *self, int *argc, char ***argv)
{
  const GOptionEntry entries[] = {
    { "size", 0, 0, G_OPTION_ARG_STRING, &self->size, "Pixels (1200x900)", "WxH" },
    { "colour", 0, 0, G_OPTION_ARG_STRING, &self->colour,
      "What colours say: element (default), class, coordination, fivefold, energy, displacement or cluster", "NAME" },
    { "range", 0, 0, G_OPTION_ARG_STRING, &self->range, "Numbers at the ends of the colours", "LOW,HIGH" },
    { "radius", 0, 0, G_OPTION_ARG_STRING, &self->radius, "Size of the atoms, in covalent radii (0.7)", "FACTOR" },
    { "index", 0, 0, G_OPTION_ARG_STRING, &self->index, "Fade all but the atoms of a Voronoi index", "\"0,0,12,0\"" },
    { "centre", 0, 0, G_OPTION_ARG_STRING, &self->centre, "Of these, only those of an element", "ELEMENT" },
    { "polyhedra", 0, 0, G_OPTION_ARG_NONE, &self->polyhedra, "Draw their coordination polyhedra (of 0,0,12,0)", NULL },
    { "links", 0, 0, G_OPTION_ARG_NONE, &self->links, "Join the centres of icosahedra that share their atoms", NULL },
    { "atom", 0, 0, G_OPTION_ARG_STRING, &self->atom, "Show an atom, its neighbours and its polyhedron", "NUMBER" },
    { "cell", 0, 0, G_OPTION_ARG_NONE, &self->voronoi_cell, "Its Voronoi cell instead of the polyhedron", NULL },
    { "around", 0, 0, G_OPTION_ARG_STRING, &self->around, "Show only what is near an atom", "NUMBER" },
    { "distance", 0, 0, G_OPTION_ARG_STRING, &self->distance, "How near (6)", "Å" },
    { "hide", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->hide, "Do not show an element", "ELEMENT" },
    { "cut", 0, 0, G_OPTION_ARG_STRING, &self->cut,
      "Show only what is below a plane: x,20 is x < 20 Å; -x,-20 the rest", "AXIS,Å" },
    { "slab", 0, 0, G_OPTION_ARG_STRING, &self->slab, "Of this, only a slab (with --cut)", "Å" },
    { "along", 0, 0, G_OPTION_ARG_STRING, &self->along, "Look along an axis", "x|y|z" },
    { "turn", 0, 0, G_OPTION_ARG_STRING, &self->turn, "Turn to the right and up, degrees", "RIGHT,UP" },
    { "perspective", 0, 0, G_OPTION_ARG_NONE, &self->perspective, "Near things look larger (default)", NULL },
    { "orthographic", 0, 0, G_OPTION_ARG_NONE, &self->orthographic, "They do not", NULL },
    { "potential", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->potentials,
      "Embedded-atom potential for --colour energy: file, or name in $LAMMPS_POTENTIALS", "FILE" },
    { "reference", 0, 0, G_OPTION_ARG_FILENAME, &self->reference_path,
      "Where the atoms were, for --colour displacement", "CONFIG" },
    { "dark", 0, 0, G_OPTION_ARG_NONE, &self->dark, "On a dark ground", NULL },
    { "transparent", 0, 0, G_OPTION_ARG_NONE, &self->transparent, "On none", NULL },
    { "no-cell", 0, 0, G_OPTION_ARG_NONE, &self->no_cell, "Without the edges of the cell", NULL },
    { "no-axes", 0, 0, G_OPTION_ARG_NONE, &self->no_axes, "Without the axes", NULL },
    { "legend", 0, 0, G_OPTION_ARG_NONE, &self->legend, "With a legend", NULL },
    G_OPTION_ENTRY_NULL,
  };

  return vit_cli_parse (entries, "CONFIG OUT.png", 2, "Draws the atoms of CONFIG.", argc, argv);
}

/* "A,B" or "A B". */
static gboolean
parse_two (const char *option, const char *text, double limit, double *first, double *second)
{
  g_auto (GStrv) parts = text != NULL ? g_strsplit_set (text, ", ", -1) : NULL;

  if (text == NULL)
    return TRUE;
  if (g_strv_length (parts) == 2)
    return vit_cli_option_double (option, parts[0], -limit, limit, first)
           && vit_cli_option_double (option, parts[1], -limit, limit, second);
  vit_cli_usage ("%s: expected two numbers with a comma between them, found \"%s\"", option, text);
  return FALSE;
}

static gboolean
parse_size (Call *self)
{
  g_auto (GStrv) parts = self->size != NULL ? g_strsplit (self->size, "x", -1) : NULL;
  double width = 1200, height = 900;

  if (parts != NULL && g_strv_length (parts) != 2)
    {
      vit_cli_usage ("--size: expected WIDTHxHEIGHT, found \"%s\"", self->size);
      return FALSE;
    }
  if (parts != NULL
      && (!vit_cli_option_double ("--size", parts[0], 1, 16384, &width)
          || !vit_cli_option_double ("--size", parts[1], 1, 16384, &height)))
    return FALSE;
  self->width = (int) width;
  self->height = (int) height;
  return TRUE;
}

static gboolean
parse_atom (const Call *self, const char *option, const char *text, gssize *atom)
{
  double number = 0;

  if (text == NULL)
    return TRUE;
  if (!vit_cli_option_double (option, text, 1, (double) vit_configuration_get_n_atoms (self->configuration), &number))
    return FALSE;
  if (number != rint (number))
    {
      vit_cli_usage ("%s: expected a whole number, found \"%s\"", option, text);
      return FALSE;
    }
  *atom = (gssize) number - 1;
  return TRUE;
}

static gboolean
parse_element (const Call *self, const char *option, const char *text, int *species)
{
  const VitElement *element = text != NULL ? vit_element_by_symbol (text, -1) : NULL;

  if (text == NULL)
    return TRUE;
  if (element != NULL)
    *species = vit_configuration_find_species (self->configuration, element->z);
  if (element != NULL && *species >= 0)
    return TRUE;
  vit_cli_usage ("%s: the configuration has no \"%s\"", option, text);
  return FALSE;
}

static gboolean
parse_index (Call *self)
{
  g_autoptr (GError) error = NULL;

  self->options.has_index = self->index != NULL;
  if (self->index == NULL || vit_voronoi_index_parse (self->index, &self->options.index, &error))
    return TRUE;
  vit_cli_usage ("--index: %s", error->message);
  return FALSE;
}

static gboolean
parse_hidden (Call *self)
{
  for (char **name = self->hide; name != NULL && *name != NULL; name++)
    {
      int species = 0;

      if (!parse_element (self, "--hide", *name, &species))
        return FALSE;
      self->options.hidden[species] = TRUE;
    }
  return TRUE;
}

static gboolean
check_call (const Call *self)
{
  if (self->colour != NULL && self->options.colour == VIT_COLOUR_DISPLACEMENT && self->reference_path == NULL)
    vit_cli_usage ("--colour displacement: expected --reference too");
  else if (self->slab != NULL && self->cut == NULL)
    vit_cli_usage ("--slab: expected --cut too");
  else if (self->voronoi_cell && self->atom == NULL)
    vit_cli_usage ("--cell: expected --atom too");
  else if (self->distance != NULL && self->around == NULL)
    vit_cli_usage ("--distance: expected --around too");
  else if (self->centre != NULL && self->index == NULL && !self->polyhedra && self->options.colour != VIT_COLOUR_CLASS)
    vit_cli_usage ("--centre: expected --index, --polyhedra or --colour class too");
  else if (self->orthographic && self->perspective)
    vit_cli_usage ("--orthographic, --perspective: expected one of them");
  else if (self->options.low >= self->options.high)
    vit_cli_usage ("--range: expected the lower number first, found \"%s\"", self->range);
  else
    return TRUE;
  return FALSE;
}

/* What the words of the call mean for these atoms. */
static gboolean
understand (Call *self)
{
  VitPictureOptions *options = &self->options;

  if (self->colour != NULL && !vit_colour_by_parse (self->colour, &options->colour))
    {
      vit_cli_usage ("--colour: expected element, class, coordination, fivefold, energy, displacement or cluster, "
                     "found \"%s\"",
                     self->colour);
      return FALSE;
    }
  options->polyhedra = self->polyhedra;
  options->links = self->links;
  options->voronoi_cell = self->voronoi_cell;
  return parse_size (self) && parse_index (self) && parse_hidden (self)
         && parse_element (self, "--centre", self->centre, &options->index_species)
         && parse_atom (self, "--atom", self->atom, &options->atom)
         && parse_atom (self, "--around", self->around, &options->around)
         && parse_two ("--range", self->range, 1e9, &options->low, &options->high)
         && vit_cli_option_double ("--radius", self->radius, 0.01, 3, &options->radius)
         && vit_cli_option_double ("--distance", self->distance, 0.1, 1000, &options->distance) && check_call (self);
}

static int
axis_of (const char *text)
{
  return strlen (text) == 1 && strchr ("xyz", *text) != NULL ? *text - 'x' : -1;
}

static gboolean
cut_scene (const Call *self, VitScene *scene)
{
  const char *comma = self->cut != NULL ? strpbrk (self->cut, ", ") : NULL;
  gboolean against = self->cut != NULL && *self->cut == '-';
  g_autofree char *name = comma != NULL ? g_strndup (self->cut + against, (gsize) (comma - self->cut) - against) : NULL;
  int axis = name != NULL ? axis_of (name) : -1;
  double distance = 0, thickness = INFINITY, normal[3] = { 0, 0, 0 };

  if (self->cut == NULL)
    return TRUE;
  if (axis < 0)
    {
      vit_cli_usage ("--cut: expected an axis and a distance, as in \"x,20\", found \"%s\"", self->cut);
      return FALSE;
    }
  if (!vit_cli_option_double ("--cut", comma + 1, -1e5, 1e5, &distance)
      || !vit_cli_option_double ("--slab", self->slab, 0.01, 1e5, &thickness))
    return FALSE;
  normal[axis] = against ? -1 : 1;
  vit_scene_set_cut (scene, normal, distance, thickness);
  return TRUE;
}

static gboolean
aim (const Call *self, const VitScene *scene, VitCamera *camera)
{
  float aspect = (float) self->width / (float) self->height;
  double right = 0, up = 0;

  if (!parse_two ("--turn", self->turn, 360, &right, &up))
    return FALSE;
  vit_camera_init (camera, scene, aspect);
  camera->orthographic = self->orthographic;
  if (self->along != NULL && axis_of (self->along) < 0)
    {
      vit_cli_usage ("--along: expected x, y or z, found \"%s\"", self->along);
      return FALSE;
    }
  if (self->along != NULL)
    vit_camera_look_along (camera, axis_of (self->along));
  vit_camera_turn_by (camera, (float) (right * G_PI / 180), (float) (up * G_PI / 180));
  vit_camera_fit (camera, scene, aspect);
  return TRUE;
}

static gboolean
needs_profile (const Call *self)
{
  const VitPictureOptions *options = &self->options;

  return (options->colour != VIT_COLOUR_ELEMENT && options->colour != VIT_COLOUR_DISPLACEMENT) || options->has_index
         || options->polyhedra || options->links;
}

/* NULL without an error: nothing needs one. */
static VitProfile *
analyse (const Call *self, GError **error)
{
  const char *known = vit_potential_suggest (self->configuration);
  g_autoptr (VitEam) eam = NULL;
  VitProfileOptions options;

  if (!needs_profile (self) || !vit_profile_options_init (&options, self->configuration, NULL, error))
    return NULL;
  if (self->options.colour == VIT_COLOUR_ENERGY)
    {
      if (self->potentials != NULL)
        eam = vit_potential_read ((const char *const *) self->potentials, error);
      else if (known != NULL)
        eam = vit_potential_read ((const char *const[]){ known, NULL }, error);
      else
        g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT,
                     "--colour energy: expected --potential too, since none is known for these elements");
      if (eam == NULL)
        return NULL;
    }
  options.eam = eam;
  return vit_profile_new (self->configuration, &options, error);
}

static cairo_status_t
append (void *data, const unsigned char *bytes, unsigned int length)
{
  g_byte_array_append (data, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

static gboolean
write_png (cairo_surface_t *surface, const char *path, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  cairo_surface_write_to_png_stream (surface, append, bytes);
  return g_file_set_contents_full (path, (const char *) bytes->data, bytes->len, G_FILE_SET_CONTENTS_CONSISTENT, 0666,
                                   error);
}

static int
draw (const Call *self, const char *path)
{
  VitRenderStyle style = self->dark ? vit_render_style_dark : vit_render_style_light;
  g_autoptr (VitScene) scene = vit_scene_new ();
  g_autoptr (VitProfile) profile = NULL;
  g_autoptr (VitPictureLegend) legend = NULL;
  cairo_surface_t *surface;
  VitCamera camera;
  GError *error = NULL;
  gboolean written;

  profile = analyse (self, &error);
  if (error == NULL)
    legend = vit_picture_build (scene, self->configuration, profile, &self->options, &error);
  if (legend == NULL)
    return vit_cli_fail (error);
  if (self->no_cell)
    vit_scene_set_cell (scene, NULL);
  if (!cut_scene (self, scene) || !aim (self, scene, &camera))
    return VIT_CLI_BAD_INPUT;
  style.axes = !self->no_axes;
  style.scale = fmaxf (1, (float) MIN (self->width, self->height) / 800);
  if (self->transparent)
    style.background_top.alpha = style.background_bottom.alpha = 0;
  surface = vit_offscreen_draw (scene, &camera, self->width, self->height, &style, NULL, &error);
  if (surface == NULL)
    return vit_cli_fail (error);
  if (self->legend)
    vit_cli_draw_legend (surface, legend, style.scale, self->dark);
  written = write_png (surface, path, &error);
  cairo_surface_destroy (surface);
  return written ? VIT_CLI_DONE : vit_cli_fail (error);
}

int
vit_cli_picture (int argc, char **argv)
{
  g_auto (Call) call = { 0 };
  GError *error = NULL;

  vit_picture_options_init (&call.options);
  if (!parse_call (&call, &argc, &argv))
    return VIT_CLI_BAD_INPUT;
  call.configuration = vit_configuration_read (argv[1], &error);
  if (call.configuration != NULL && call.reference_path != NULL)
    call.reference = vit_configuration_read (call.reference_path, &error);
  if (error != NULL)
    return vit_cli_fail (error);
  call.options.reference = call.reference;
  if (!understand (&call))
    return VIT_CLI_BAD_INPUT;
  return draw (&call, argv[2]);
}
