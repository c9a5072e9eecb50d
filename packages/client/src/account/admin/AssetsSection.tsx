import { useState } from 'react';
import { assetListSchema, assetSchema } from '@atrium/protocol';
import type { Asset } from '@atrium/protocol';
import { Button } from '../../ui/controls/Button.tsx';
import { Select } from '../../ui/controls/Select.tsx';
import { Switch } from '../../ui/controls/Switch.tsx';
import { useAccountStrings } from '../accountStrings.ts';
import { Confirm } from '../parts/Confirm.tsx';
import { Field } from '../parts/Field.tsx';
import { Form } from '../parts/Form.tsx';
import { Section } from '../parts/OfficePage.tsx';
import { Rows, RowText } from '../parts/Rows.tsx';
import { useAccountApi, useResource } from '../useAccountApi.ts';

type Kind = 'object' | 'sprite-sheet';

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
  const [name, setName] = useState('');
  const [kind, setKind] = useState<Kind>('object');
  const [width, setWidth] = useState('1');
  const [height, setHeight] = useState('1');
  const [collision, setCollision] = useState(true);
  const [frame, setFrame] = useState('64');
  const [frames, setFrames] = useState('4');
  const upload = async () => {
    if (file === undefined) return;
    const placed = {
      footprint: { width: Number(width), height: Number(height) },
      collision,
      interactions: [],
    };
    const side = Number(frame);
    const animated = { frame: { width: side, height: side }, frames: Number(frames), framesPerSecond: 8 };
    const metadata = kind === 'object' ? { kind, ...placed } : { kind, ...placed, ...animated };
    const query = new URLSearchParams({ name, metadata: JSON.stringify(metadata) });
    await api.ask('POST', `/assets?${query}`, file, assetSchema);
    setName('');
    onUploaded();
  };
  return (
    <Section title={assets.uploadTitle} text={assets.uploadText}>
      <Form action={assets.upload} done={assets.uploaded} onSubmit={upload}>
        <label className="flex flex-col gap-0.5 text-body font-semibold">
          {assets.file}
          <input
            type="file"
            required
            accept="image/png,image/webp,image/svg+xml"
            className="text-body font-normal"
            onChange={(event) => {
              const chosen = event.target.files?.[0];
              setFile(chosen);
              if (name === '' && chosen !== undefined)
                setName(chosen.name.replace(/\.\w+$/, '').slice(0, 40));
            }}
          />
        </label>
        <Field label={assets.name} value={name} onChange={setName} required maxLength={40} />
        <label className="flex flex-col gap-0.5 text-body font-semibold">
          {assets.kind}
          <Select
            value={kind}
            options={[
              { value: 'object', label: assets.kinds.object },
              { value: 'sprite-sheet', label: assets.kinds['sprite-sheet'] },
            ]}
            onChange={setKind}
          />
        </label>
        <div className="grid grid-cols-2 gap-1">
          <Field
            label={assets.width}
            value={width}
            onChange={setWidth}
            type="number"
            min={0.25}
            max={64}
            step={0.25}
            required
          />
          <Field
            label={assets.height}
            value={height}
            onChange={setHeight}
            type="number"
            min={0.25}
            max={64}
            step={0.25}
            required
          />
        </div>
        {kind === 'sprite-sheet' && (
          <div className="grid grid-cols-2 gap-1">
            <Field
              label={assets.frameSide}
              value={frame}
              onChange={setFrame}
              type="number"
              min={1}
              max={4096}
              required
            />
            <Field
              label={assets.frames}
              value={frames}
              onChange={setFrames}
              type="number"
              min={1}
              max={256}
              required
            />
          </div>
        )}
        <Switch label={assets.collision} isOn={collision} onChange={setCollision} />
      </Form>
    </Section>
  );
}
