"""Any sequence of steps, by any door, keeps the invariants of model.md."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from desa.choices import STATUS_DAPAT_DIISI, STATUS_TERBUKA, StatusSurvei
from desa.models import KirimanSurvei, NilaiIndikator, Putaran, Survei, TabrakanIsian
from desa.queries import jawaban_kini
from desa.stats import Isian
from desa.workflows import putaran as putaran_workflows
from desa.workflows import survei as workflows
from inti.exceptions import AturanDilanggar
from inti.models import JejakAudit
from tests.desa.cerita import desa_ditanya
from tests.factories.akun import PenggunaFactory
from tests.factories.desa import PutaranFactory, VersiIndikatorFactory


ANGKA = st.one_of(st.none(), st.integers(-1, 60).map(Decimal))
ALASAN = st.sampled_from(["", "", "", "tidak_berlaku", "belum_didata", "entah"])
LANGKAH = st.sampled_from(["ajukan", "tarik", "kembalikan", "verifikasi", "buang", "buka_revisi"])


class LangkahSurvei(RuleBasedStateMachine):
    """Two people, one village, one round that is locked now and then."""

    def __init__(self):
        super().__init__()
        self.transaksi = transaction.atomic()
        self.transaksi.__enter__()

    def teardown(self):
        transaction.set_rollback(True)
        self.transaksi.__exit__(None, None, None)

    @initialize()
    def mulai(self):
        self.versi = VersiIndikatorFactory.create_batch(2)
        self.putaran = PutaranFactory(versi=self.versi)
        self.desa = desa_ditanya(self.putaran)
        self.orang = [PenggunaFactory(peran="sekretariat") for _ in range(2)]
        self.kunci = [uuid4() for _ in range(4)]
        self.dasar = {}

    def coba(self, langkah, *args, **kwargs):
        """Do a step; a refusal must leave everything as it was."""
        sebelum = self.potret()
        try:
            langkah(*args, **kwargs)
        except AturanDilanggar:
            assert self.potret() == sebelum

    def potret(self):
        return (
            list(Survei.objects.order_by("pk").values()),
            list(NilaiIndikator.objects.order_by("pk").values()),
            list(TabrakanIsian.objects.order_by("pk").values()),
            list(KirimanSurvei.objects.order_by("pk").values()),
            JejakAudit.objects.count(),
        )

    def isian(self, angka, alasan):
        return [
            Isian(v.pk, p, q, alasan_kosong=alasan, sumber="Pendataan")
            for v, (p, q) in zip(self.versi, angka, strict=True)
        ]

    @rule(
        angka=st.tuples(st.tuples(ANGKA, ANGKA), st.tuples(ANGKA, ANGKA)),
        alasan=ALASAN,
        oleh=st.integers(0, 1),
        banyak=st.booleans(),
        basi=st.booleans(),
    )
    def simpan(self, angka, alasan, oleh, banyak, basi):
        isian, oleh = self.isian(angka, alasan), self.orang[oleh]
        is_terkunci = self.terkunci()
        sebelum = NilaiIndikator.objects.count()
        if banyak:
            self.coba(workflows.simpan_banyak, self.putaran, {self.desa.pk: isian}, oleh=oleh)
        else:
            versi = 999 if basi else None
            self.coba(workflows.simpan, self.putaran, self.desa, isian, oleh=oleh, versi=versi)
        assert not (is_terkunci and NilaiIndikator.objects.count() > sebelum)

    @rule(
        angka=st.tuples(st.tuples(ANGKA, ANGKA), st.tuples(ANGKA, ANGKA)),
        oleh=st.integers(0, 1),
        basi=st.booleans(),
        kunci=st.integers(0, 3),
    )
    def kirim(self, angka, oleh, basi, kunci):
        """A page, a phone or a workbook sends late: what a colleague changed is never overwritten."""
        saya = {i.versi_indikator_id: i for i in self.isian(angka, "")}
        dasar = self.dasar if basi else self.jawaban()
        sebelum = self.jawaban()
        self.coba(
            workflows.gabungkan,
            self.putaran,
            self.desa,
            saya.values(),
            dasar=dasar,
            oleh=self.orang[oleh],
            kunci_kirim=self.kunci[kunci],
        )
        for pk, lama in sebelum.items():
            if lama != dasar.get(pk, Isian(pk)):
                assert self.jawaban().get(pk) == lama
        self.dasar = sebelum

    @rule(pilihan=st.sampled_from(["saya", "rekan"]), oleh=st.integers(0, 1))
    def pilih(self, pilihan, oleh):
        menunggu = list(TabrakanIsian.objects.filter(dipilih=""))
        kini = self.jawaban()
        dilihat = {
            t.pk: kini.get(t.versi_indikator_id, Isian(t.versi_indikator_id)) for t in menunggu
        }
        self.coba(
            workflows.putuskan,
            menunggu,
            dict.fromkeys(dilihat, pilihan),
            dilihat=dilihat,
            oleh=self.orang[oleh],
        )

    @rule(angka=st.integers(0, 50).map(Decimal), oleh=st.integers(0, 1))
    def impor(self, angka, oleh):
        """A workbook that is submitted at once, as the importer does it: all or nothing."""
        isian, oleh = self.isian([(angka, Decimal(50))] * 2, ""), self.orang[oleh]

        @transaction.atomic
        def terapkan():
            surveis = workflows.simpan_banyak(self.putaran, {self.desa.pk: isian}, oleh=oleh)
            workflows.ajukan_banyak(surveis, oleh=oleh)

        self.coba(terapkan)

    def jawaban(self):
        kini = jawaban_kini(self.putaran, [self.desa.pk]).get(self.desa.pk, {})
        return {pk: jawaban.isian for pk, jawaban in kini.items()}

    @rule(beda=st.integers(0, 1), oleh=st.integers(0, 1))
    def maju(self, beda, oleh):
        """The natural next step, so that long lives occur: fill, submit, verify, revise."""
        oleh, survei = self.orang[oleh], Survei.objects.order_by("-revisi").first()
        if survei is None or survei.status in STATUS_DAPAT_DIISI:
            isian = self.isian([(Decimal(10 + beda), Decimal(50))] * 2, "")
            self.coba(workflows.simpan, self.putaran, self.desa, isian, oleh=oleh)
            if survei := Survei.objects.order_by("-revisi").first():
                self.coba(workflows.ajukan, survei, oleh=oleh)
        elif survei.status == StatusSurvei.DIAJUKAN:
            self.coba(workflows.verifikasi, survei, oleh=oleh)
        else:
            self.coba(workflows.buka_revisi, survei, oleh=oleh, alasan="Tertukar")

    @rule(langkah=LANGKAH, oleh=st.integers(0, 1), yang=st.integers(0, 3))
    def langkah(self, langkah, oleh, yang):
        surveis = list(Survei.objects.order_by("-revisi"))
        if not surveis:
            return
        survei, oleh = surveis[min(yang, len(surveis) - 1)], self.orang[oleh]
        if langkah == "kembalikan":
            self.coba(workflows.kembalikan, survei, oleh=oleh, alasan="Periksa lagi")
        elif langkah == "buka_revisi":
            self.coba(workflows.buka_revisi, survei, oleh=oleh, alasan="Tertukar")
        elif langkah == "buang":
            self.coba(workflows.buang_draf, survei, oleh=oleh)
        else:
            self.coba(getattr(workflows, langkah), survei, oleh=oleh)

    @rule(jadi=st.integers(0, 4))
    def kunci_atau_buka(self, jadi):
        if jadi and not self.terkunci():
            return
        if self.terkunci():
            putaran_workflows.buka_kunci(self.putaran, oleh=self.orang[0], alasan="Susulan")
        else:
            putaran_workflows.kunci(self.putaran, oleh=self.orang[0])
        self.putaran.refresh_from_db()

    def terkunci(self):
        return Putaran.objects.get(pk=self.putaran.pk).dikunci_pada is not None

    @invariant()
    def satu_berlaku_satu_terbuka(self):
        surveis = Survei.objects.all()
        assert surveis.filter(berlaku=True).count() <= 1
        assert surveis.filter(status__in=STATUS_TERBUKA).count() <= 1
        for survei in surveis.filter(berlaku=True):
            assert survei.status == StatusSurvei.DIVERIFIKASI

    @invariant()
    def yang_pernah_diverifikasi_tidak_hilang(self):
        terverifikasi = Survei.objects.filter(status=StatusSurvei.DIVERIFIKASI)
        assert terverifikasi.exists() == terverifikasi.filter(berlaku=True).exists()
        for survei in terverifikasi:
            assert survei.diverifikasi_oleh_id != survei.diajukan_oleh_id

    @invariant()
    def satu_tabrakan_menunggu_per_isian_dan_orang(self):
        menunggu = TabrakanIsian.objects.filter(dipilih="")
        kunci = list(menunggu.values_list("versi_indikator", "pemilik"))
        assert len(kunci) == len(set(kunci))

    @invariant()
    def bagian_sah(self):
        for n in NilaiIndikator.objects.all():
            if n.alasan_kosong:
                assert (n.pembilang, n.penyebut, n.nilai) == (None, None, None)
            else:
                assert 0 <= n.pembilang <= n.penyebut
                assert n.penyebut > 0

    @invariant()
    def yang_diajukan_menjawab_semua(self):
        for survei in Survei.objects.exclude(status__in=["draf", "dikembalikan"]):
            assert survei.nilai.count() == len(self.versi)
            assert survei.diajukan_pada <= timezone.now() + timedelta(seconds=1)


@pytest.mark.django_db
def test_any_sequence_of_steps_keeps_the_invariants():
    run_state_machine_as_test(
        LangkahSurvei,
        settings=settings(
            max_examples=10,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
