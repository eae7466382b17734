import type { ImportSettings, ModelImport } from '../../../domain/contracts/model-import.ts';
import { usualClass } from '../../../domain/detection/class-map.ts';
import { ROAD_USER_CLASSES } from '../../../domain/detection/classes.ts';
import type { RoadUserClass } from '../../../domain/detection/classes.ts';
import { USUAL_PREPARATION } from '../../../domain/detection/families.ts';
import type { FamilyName } from '../../../domain/detection/families.ts';

type Asked = 'family' | 'size' | 'channelOrder' | 'scale' | 'resize' | 'classes';
/** What the person says of a model so far; null: nobody knows yet. */
export type ImportForm = Omit<ImportSettings, Asked> & { readonly [K in Asked]: ImportSettings[K] | null };
export type Missing = Asked | 'classMap' | 'title' | 'licence' | 'classCount';

/** What a detector of this kind usually tells well enough. */
const USUAL_THRESHOLD = 0.35;

/** A form filled in with what was recognised. */
export function formOf({ fileName, recognised }: ModelImport): ImportForm {
  const classes = recognised.classes.value;
  return {
    title: fileName.replace(/[.]onnx$/i, '').slice(0, 120),
    licence: recognised.licence,
    family: recognised.family.value,
    size: recognised.size.value,
    channelOrder: recognised.channelOrder.value,
    scale: recognised.scale.value,
    imagenet: false,
    resize: recognised.resize.value,
    classes,
    classMap: usualMap(classes ?? []),
    threshold: USUAL_THRESHOLD,
  };
}

export function usualMap(classes: readonly string[]): Record<string, RoadUserClass | null> {
  return Object.fromEntries(classes.map((name) => [name, usualClass(name) ?? null]));
}

/** A layout that the person chose brings along how its pictures are usually prepared, where nothing was said yet. */
export function withFamily(form: ImportForm, family: FamilyName): ImportForm {
  if (family === 'decoded') return { ...form, family };
  const usual = USUAL_PREPARATION[family];
  return {
    ...form,
    family,
    channelOrder: form.channelOrder ?? usual.channelOrder,
    scale: form.scale ?? usual.scale,
    resize: form.resize ?? usual.resize,
  };
}

/** Other names for the classes; what was said of those that stay is kept. */
export function withClasses(form: ImportForm, classes: readonly string[]): ImportForm {
  const kept = Object.entries(form.classMap).filter(([name]) => classes.includes(name));
  return {
    ...form,
    classes: classes.length === 0 ? null : [...classes],
    classMap: { ...usualMap(classes), ...Object.fromEntries(kept) },
  };
}

/** What must still be said before anything can be tried. `classCount`: how many classes the outputs hold. */
export function missingOf(form: ImportForm, classCount: number | null): readonly Missing[] {
  const asked: readonly Asked[] = ['size', 'family', 'channelOrder', 'scale', 'resize', 'classes'];
  const missing: Missing[] = asked.filter((name) => form[name] === null);
  const { classes } = form;
  if (classes !== null && classCount !== null && classes.length !== classCount) missing.push('classCount');
  if (classes !== null && supportedBy(form).length === 0) missing.push('classMap');
  if (form.title.trim() === '') missing.push('title');
  if (form.licence.trim() === '') missing.push('licence');
  return missing;
}

/** Names for trying a model whose title and licence were not said yet: they change nothing in what it sees. */
const NOT_SAID = '-';

/** The settings, where everything is said that trying needs. */
export function settingsOf(form: ImportForm): ImportSettings | null {
  const { family, size, channelOrder, scale, resize, classes } = form;
  if (family === null || size === null || channelOrder === null) return null;
  if (scale === null || resize === null || classes === null) return null;
  const title = form.title.trim() === '' ? NOT_SAID : form.title.trim();
  const licence = form.licence.trim() === '' ? NOT_SAID : form.licence.trim();
  return { ...form, family, size, channelOrder, scale, resize, classes, title, licence };
}

/** Our classes that the model can tell as it is mapped now, in our order. */
export function supportedBy({ classes, classMap }: ImportForm): readonly RoadUserClass[] {
  const told = new Set((classes ?? []).map((name) => classMap[name]));
  return ROAD_USER_CLASSES.filter((name) => told.has(name));
}
