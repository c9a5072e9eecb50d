import { useState } from 'react';
import { assetListSchema, assetSchema } from '@atrium/protocol';
import type { Asset, AssetMetadata } from '@atrium/protocol';
import { Button } from '../../ui/controls/Button.tsx';
import { Switch } from '../../ui/controls/Switch.tsx';
import { useAccountStrings } from '../accountStrings.ts';
import { Choice, optionsOf } from '../parts/Choice.tsx';
import { Confirm } from '../parts/Confirm.tsx';
import { Field } from '../parts/Field.tsx';
import { FileField } from '../parts/FileField.tsx';
import { Form } from '../parts/Form.tsx';
import { NumberField } from '../parts/NumberField.tsx';
import { Section } from '../parts/OfficePage.tsx';
import { Rows, RowText } from '../parts/Rows.tsx';
import { useFields } from '../parts/useFields.ts';
import { useAccountApi, useResource } from '../useAccountApi.ts';

const kinds = ['object', 'sprite-sheet'] as const;
type Kind = (typeof kinds)[number];

/** Images that Worlds can be furnished with. */
export function AssetsSection() {
  const { assets } = useAccountStrings();
  const [search, setSearch] = useState('');
  const [after, setAfter] = useState<string | undefined>();
  const query = new URLSearchParams(search === '' ? {} : { search });
  if (after !== undefined) query.set('after', after);
  const resource = useResource(`/assets?${query}`, assetListSchema);
  return (
    <>
      <Section title={assets.title} text={assets.text}>
        <Field
          label={assets.search}
          type="search"
          value={search}
          maxLength={80}
          onChange={(text) => {
            setSearch(text);
            setAfter(undefined);
          }}
        />
        <Rows resource={resource} rows={resource.value?.assets} keyOf={({ file }) => file} none={assets.none}>
          {(asset) => <AssetRow asset={asset} onRemoved={resource.reload} />}
        </Rows>
        <div className="flex gap-1">
          {after !== undefined && (
            <Button look="secondary" onClick={() => setAfter(undefined)}>
              {assets.first}
            </Button>
          )}
          {resource.value !== undefined && resource.value.next !== null && (
            <Button look="secondary" onClick={() => setAfter(resource.value?.next ?? undefined)}>
              {assets.next}
            </Button>
          )}
        </div>
      </Section>
      <Upload onUploaded={resource.reload} />
    </>
  );
}

function AssetRow({ asset, onRemoved }: { readonly asset: Asset; readonly onRemoved: () => void }) {
  const { assets } = useAccountStrings();
  const api = useAccountApi();
  const { name, kind, width, height, bytes, uses, url, file } = asset;
  return (
    <>
      <img src={url} alt="" className="size-6 shrink-0 rounded-control bg-raised object-contain" />
      <RowText title={name} text={assets.about(assets.kinds[kind], width, height, bytes, uses)} />
      {uses === 0 && (
        <Confirm
          trigger={assets.remove}
          title={assets.removeTitle(name)}
          text={assets.removeText}
          action={assets.remove}
          onConfirm={async () => {
            await api.send('DELETE', `/assets/${file}`);
            onRemoved();
          }}
        />
      )}
    </>
  );
}

function Upload({ onUploaded }: { readonly onUploaded: () => void }) {
  const { assets } = useAccountStrings();
  const api = useAccountApi();
  const [file, setFile] = useState<File | undefined>();
  const [kind, setKind] = useState<Kind>('object');
  const [collision, setCollision] = useState(true);
  const { values, field, set } = useFields({ name: '', width: '1', height: '1', frame: '64', frames: '4' });
  const choose = (chosen: File | undefined) => {
    setFile(chosen);
    if (values.name === '' && chosen !== undefined)
      set({ name: chosen.name.replace(/\.\w+$/, '').slice(0, 40) });
  };
  const upload = async () => {
    if (file === undefined) return;
    const metadata = JSON.stringify(metadataOf(kind, collision, values));
    const query = new URLSearchParams({ name: values.name, metadata });
    await api.ask('POST', `/assets?${query}`, file, assetSchema);
    set({ name: '' });
    onUploaded();
  };
  return (
    <Section title={assets.uploadTitle} text={assets.uploadText}>
      <Form action={assets.upload} done={assets.uploaded} onSubmit={upload}>
        <FileField
          label={assets.file}
          accept="image/png,image/webp,image/svg+xml"
          onChoose={([file]) => choose(file)}
        />
        <Field label={assets.name} {...field('name')} required maxLength={40} />
        <Choice
          label={assets.kind}
          value={kind}
          options={optionsOf(kinds, assets.kinds)}
          onChange={setKind}
        />
        <div className="grid grid-cols-2 gap-1">
          <NumberField label={assets.width} {...field('width')} min={0.25} max={64} step={0.25} />
          <NumberField label={assets.height} {...field('height')} min={0.25} max={64} step={0.25} />
        </div>
        {kind === 'sprite-sheet' && (
          <div className="grid grid-cols-2 gap-1">
            <NumberField label={assets.frameSide} {...field('frame')} min={1} max={4096} />
            <NumberField label={assets.frames} {...field('frames')} min={1} max={256} />
          </div>
        )}
        <Switch label={assets.collision} isOn={collision} onChange={setCollision} />
      </Form>
    </Section>
  );
}

function metadataOf(
  kind: Kind,
  collision: boolean,
  { width, height, frame, frames }: Readonly<Record<'width' | 'height' | 'frame' | 'frames', string>>,
): AssetMetadata {
  const footprint = { width: Number(width), height: Number(height) };
  const placed = { footprint, collision, interactions: [] };
  if (kind === 'object') return { kind, ...placed };
  const side = Number(frame);
  return {
    kind,
    ...placed,
    frame: { width: side, height: side },
    frames: Number(frames),
    framesPerSecond: 8,
  };
}
